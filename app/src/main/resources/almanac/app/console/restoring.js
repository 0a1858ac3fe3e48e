// Brings things back: first what that would change, then with a reason.

import {post} from './api.js';
import {cell, el, rowHead, say, table} from './dom.js';
import {because, open} from './dialogs.js';
import {count, many, span, value, words} from './format.js';

/** What one event was and would be, field by field, and then its occurrences. */
function changes(its) {
  const all = [...fields(its.changes), ...its.occurrences.flatMap(occurrence)];
  return all.length === 0 ? el('span', {class: 'hint'}, 'no field') : all;
}

function occurrence(its) {
  return [el('div', {class: 'hint'}, span(its)), ...fields(its.changes)];
}

function fields(changes) {
  const side = (tag, each) => (each === null ? el('span', {class: 'hint'}, 'nothing') : el(tag, {}, value(each)));
  return Object.entries(changes).map(([name, change]) => el('div', {class: 'change'}, el('code', {}, name), ' ', side('del', change.from), ' → ', side('ins', change.to)));
}

/** What becomes of an event, here and at providers. */
function action(its) {
  return its.providers.length === 0 ? words(its.action) : `${words(its.action)}, also at ${its.providers.join(' and ')}`;
}

function planned(plan) {
  const rows = plan.events.map((each) => el('tr', {'data-event': each.eventId},
    rowHead(String(each.eventId)), cell(each.title, 'long'), cell(action(each)), cell(changes(each), 'long')));
  return table('What would change', ['Event', 'Title', 'It is', 'Fields'], rows).box;
}

function skipped(plan) {
  if (plan.skipped.length === 0) return null;
  const rows = plan.skipped.map((each) => el('tr', {}, rowHead(String(each.eventId)), cell(each.title ?? el('span', {class: 'hint'}, 'not yours to see'), 'long'), cell(each.reason, 'long')));
  return table('What stays as it is', ['Event', 'Title', 'Why'], rows).box;
}

/** Asks for a dry run, shows it, asks why, and does it. */
async function back(title, {path, body = {}, doing, explain, done}) {
  let plan;
  try {
    plan = await post(path, {...body, dryRun: true});
  } catch (refused) {
    open(title, el('p', {class: 'problem', role: 'alert'}, refused.message));
    return;
  }
  if (plan.events.length === 0) {
    open(title, el('p', {}, 'Nothing would change.'), skipped(plan));
    return;
  }
  because(title, {
    doing, explain, danger: true, fields: [planned(plan), skipped(plan)],
    run: async (reason) => {
      const its = await post(path, {...body, reason});
      const left = its.skipped.length === 0 ? '' : `, ${count(its.skipped.length)} left as they are`;
      say(`${many(its.events.length, 'event')} went back${left}.`, its.skipped.length === 0 ? 'done' : 'warn');
      await done?.();
    },
  });
}

/** Undoes what one sync run did here. */
export function undo(run) {
  return back(`Undo run ${run.id}`, {
    path: `/api/calendar-sync/runs/${run.id}/undo`,
    doing: 'Undo the run',
    explain: 'What the run did here goes back, by new facts, and to the provider as an edit. What anybody changed since is left.',
  });
}

/** Restores an event to what it was right after that fact. */
export function restore(fact, done) {
  const number = fact.resource.replace('entry-', '');
  return back(`Restore event ${number}`, {
    path: `/api/events/${number}/restore`,
    body: {revision: fact.sequence},
    doing: 'Restore',
    explain: `To what it was right after fact ${fact.position}, by a new fact. Connected calendars hear of it.`,
    done,
  });
}
