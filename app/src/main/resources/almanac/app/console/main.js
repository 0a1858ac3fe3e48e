// Begins the console: who is it, which view, and what leads from one to the other.

import {whenSignedOut} from './api.js';
import {button, el, hush, say} from './dom.js';
import {closeAll} from './dialogs.js';
import {unfollow} from './live.js';
import {isAuditor, isOperator, nothingHere, outOfReach, signIn, signOut, whoami} from './session.js';
import {overview} from './overview.js';
import {processors} from './processors.js';
import {rebuilds} from './rebuilds.js';
import {letters} from './letters.js';
import {connections} from './connections.js';
import {history} from './history.js';

const VIEWS = {
  overview: {title: 'Overview', show: overview, may: isOperator},
  processors: {title: 'Processors', show: processors, may: isOperator},
  rebuilds: {title: 'Rebuilds', show: rebuilds, may: isOperator},
  letters: {title: 'Dead letters', show: letters, may: isOperator},
  connections: {title: 'Connections', show: connections, may: isOperator},
  history: {title: 'History', show: history, may: (person) => isOperator(person) || isAuditor(person)},
};

const content = document.getElementById('content');
const nav = document.getElementById('views');
const corner = document.getElementById('person');
let person = null;
let leave = () => {};

async function begin() {
  try {
    person = await whoami();
  } catch (refused) {
    alone(outOfReach(refused, begin), 'Out of reach', 'h1');
    return;
  }
  if (person === null) {
    alone(signIn(begin), 'Sign in', '#username');
  } else if (allowed().length === 0) {
    alone(nothingHere(person, left), 'Nothing for you here', 'h1');
  } else {
    frame();
    route();
  }
}

async function left() {
  try {
    await signOut();
  } catch (refused) {
    say(refused.message, 'warn');
    return;
  }
  location.hash = '';
  await begin();
}

const allowed = () => Object.entries(VIEWS).filter(([, view]) => view.may(person));

function alone(element, title, first) {
  leave();
  leave = () => {};
  unfollow();
  closeAll();
  nav.hidden = true;
  corner.hidden = true;
  hush();
  content.replaceChildren(element);
  element.querySelector(first).focus();
  document.title = `${title} – Almanac console`;
}

function frame() {
  nav.replaceChildren(el('ul', {}, allowed().map(([name, view]) => el('li', {}, el('a', {href: `#/${name}`}, view.title)))));
  corner.replaceChildren(el('span', {class: 'who'}, person.username), button('Sign out', left, {class: 'quiet'}));
  nav.hidden = false;
  corner.hidden = false;
}

/** #/history?resource=entry-42 */
function asked() {
  const [name, parameters] = location.hash.replace(/^#\/?/, '').split('?');
  const known = allowed().find(([each]) => each === name) ?? allowed()[0];
  return {name: known[0], view: known[1], parameters: new URLSearchParams(parameters)};
}

function route() {
  const {name, view, parameters} = asked();
  leave();
  closeAll();
  hush();
  for (const link of nav.querySelectorAll('a')) {
    if (link.getAttribute('href') === `#/${name}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${view.title} – Almanac console`;
  const heading = el('h1', {tabindex: '-1'}, view.title);
  const place = el('div', {class: 'view'});
  content.replaceChildren(heading, place);
  leave = view.show(place, {person, parameters, heading}) ?? (() => {});
  heading.focus({preventScroll: true});
  scrollTo(0, 0);
}

addEventListener('hashchange', () => {
  // a skip link is no view
  if (person !== null && (location.hash === '' || location.hash.startsWith('#/'))) route();
});
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  (content.querySelector('h1') ?? content).focus();
});
whenSignedOut(() => {
  if (person !== null) {
    person = null;
    begin();
  }
});
await begin();
