// Follows processors and rebuilds while a view that shows them is open and the page is seen: one stream for all views.

import {get} from './api.js';
import {put} from './dom.js';

const AGAIN = 5000;
const LINGER = 3000;

const followers = new Set();
let source = null;
let timer = 0;
let latest = null;
let connected = false;

/** Calls show(state) with what the server tells, and tell(connected); answers what ends it. */
export function follow(show, tell) {
  const follower = {show, tell};
  followers.add(follower);
  if (latest) {
    show(latest);
    tell(connected);
  }
  settle();
  return () => {
    followers.delete(follower);
    // the next view may want it
    setTimeout(settle, LINGER);
  };
}

/** A rebuild as the server told of it last. */
export const rebuildSeen = (id) => latest?.rebuilds.find((its) => its.id === id);

/** Ends it at once, for whoever leaves. */
export function unfollow() {
  followers.clear();
  settle();
}

function settle() {
  const wanted = followers.size > 0 && !document.hidden;
  if (wanted && (source === null || source.readyState === EventSource.CLOSED)) open();
  else if (!wanted) close();
}

function open() {
  close();
  source = new EventSource('/api/operations/stream');
  source.addEventListener('open', () => tell(true));
  source.addEventListener('state', (event) => {
    latest = JSON.parse(event.data);
    for (const each of followers) each.show(latest);
  });
  source.addEventListener('error', () => {
    tell(false);
    // a browser comes back by itself unless it was answered an error
    if (source?.readyState === EventSource.CLOSED) timer = setTimeout(again, AGAIN);
  });
}

/** Whether the session has ended is not to be learned from a stream that does not open. */
function again() {
  get('/api/users/me').catch(() => {}).finally(settle);
}

function tell(now) {
  connected = now;
  for (const each of followers) each.tell(now);
}

function close() {
  clearTimeout(timer);
  source?.close();
  source = null;
  latest = null;
}

document.addEventListener('visibilitychange', settle);

/** The words that say whether what is seen is live. */
export function liveness(element) {
  element.setAttribute('role', 'status');
  return (now) => {
    put(element, now ? 'Live' : 'Reconnecting');
    element.className = `live ${now ? 'on' : 'off'}`;
  };
}
