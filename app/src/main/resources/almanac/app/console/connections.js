// The sync of everybody: how each connection is doing, and what its runs did.

import {get, query} from './api.js';
import {badge, button, cell, el, field, goOn, rowHead, select, table} from './dom.js';
import {open} from './dialogs.js';
import {count, when, words} from './format.js';
import {undo} from './restoring.js';

const KINDS = {active: 'good', error: 'bad', disconnected: 'calm'};

function phases(its) {
  return its.mappings.map((each) => {
    const done = each.phase === 'steady' || each.phase === 'paused' || each.expected === null ? '' : ` ${count(each.done)} of ${count(each.expected)}`;
    return el('div', {}, `${each.id}: ${words(each.phase)}${done}`);
  });
}

const row = (person) => (its) => {
  return el('tr', {'data-connection': its.id},
    rowHead(String(its.id)), cell(its.provider), cell(its.user.username ?? `user ${its.user.id}`),
    cell([badge(its.status, KINDS[its.status]), its.problem && el('span', {class: 'hint'}, `${words(its.problem.reason)}: ${its.problem.message}`)]),
    cell(when(its.lastSyncedAt)), cell(count(its.waiting), 'number'), cell(count(its.parked), 'number'),
    cell(its.subscriptionEndsAt ? 'called' : 'polled'), cell(phases(its)),
    cell(button('Runs', () => runs(its, its.user.id === person.id), {'aria-label': `Sync runs of connection ${its.id}`})));
};

const HEADS = ['Number', 'Provider', 'User', 'Status', 'Last sync', ['To push', 'number'], ['Given up', 'number'], 'Hears by', 'Calendars: phase', 'Sync runs'];

/** Who undoes a run acts as themselves, so only on their own calendars. */
const runRow = (undone) => (its) => {
  return el('tr', {'data-run': its.id}, rowHead(el('code', {}, its.id)), cell(when(its.startedAt)),
    cell(count(its.fetched), 'number'), cell(count(its.applied), 'number'), cell(count(its.pushed), 'number'), cell(count(its.conflicts), 'number'),
    cell([badge(its.result, its.result === 'done' ? 'good' : 'bad'), its.reason && el('span', {class: 'hint'}, its.reason)]),
    undone && cell(its.applied > 0 && button('Undo…', () => undone(its), {'aria-label': `Undo run ${its.id}`})));
};

const RUN_HEADS = ['Run', 'Begun', ['Fetched', 'number'], ['Applied here', 'number'], ['Pushed there', 'number'], ['Conflicts', 'number'], 'Result'];

async function runs(its, own) {
  const {body, close} = open(`Sync runs of connection ${its.id}`, el('p', {}, 'Loading…'));
  const load = paged((cursor) => get(`/api/operations/connections/${its.id}/sync-runs${query({cursor, limit: 25})}`), runRow(own && undone));
  function undone(run) {
    // the next dialog gives the focus back to where the first was opened
    close();
    undo(run);
  }
  await load(body, 'Runs, newest first', own ? [...RUN_HEADS, 'Undo'] : RUN_HEADS, 'There was none.');
}

/** A table that grows page by page. */
function paged(ask, made) {
  return async (place, caption, heads, empty) => {
    const {box, body} = table(caption, heads, []);
    const more = button('Show more', () => next());
    const problem = el('p', {class: 'problem', role: 'alert'});
    let cursor = null;
    async function next() {
      const before = body.children.length;
      problem.textContent = '';
      try {
        const page = await ask(cursor);
        body.append(...page.data.map(made));
        cursor = page.nextCursor;
        if (before > 0) goOn(body.children[before]);
        more.hidden = cursor === null;
        if (body.children.length === 0) box.replaceWith(el('p', {class: 'empty'}, empty));
      } catch (refused) {
        problem.textContent = refused.message;
      }
    }
    place.replaceChildren(box, more, problem);
    more.hidden = true;
    await next();
  };
}

export function connections(place, {person}) {
  const status = select('status', [['', 'any status'], ['active', 'active'], ['error', 'error'], ['disconnected', 'disconnected']], {onchange: again});
  const list = el('div');
  function again() {
    paged((cursor) => get(`/api/operations/connections${query({status: status.value, cursor, limit: 50})}`), row(person))(list, 'Connections, the latest first', HEADS, 'There is none.');
  }
  place.append(el('div', {class: 'toolbar'}, field('Status', status), button('Refresh', again)), list);
  again();
}
