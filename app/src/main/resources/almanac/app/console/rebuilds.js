// Rebuilds: those that run, and what the comparisons found.

import {badge, button, cell, el, field, put, rowHead, select, table} from './dom.js';
import {open} from './dialogs.js';
import {count, many, when, words} from './format.js';
import {follow, liveness} from './live.js';
import {announcing, bar, ended} from './progress.js';
import {begin, cancel, drop, rollBack, swap, throttle} from './rebuilding.js';

const KINDS = {swapped: 'good', verified: 'good', different: 'warn', failed: 'bad', cancelled: 'calm'};

/** The one line that says what a comparison found. */
function found(report) {
  if (report === null) return '';
  if (report.equal) return `${many(report.documents, 'document')} equal`;
  const parts = [[report.different, 'different'], [report.missing, 'missing'], [report.extra, 'extra']];
  return parts.filter(([number]) => number > 0).map(([number, word]) => `${count(number)} ${word}`).join(', ');
}

function showReport(its) {
  const rows = its.report.examples.map((each) => el('tr', {},
    rowHead(el('code', {}, each.model)), cell(el('code', {}, each.id)),
    cell(each.fields.length ? each.fields.join(', ') : each.live === '' ? 'only in the new ones' : 'only in the live ones'),
    cell(el('code', {class: 'hash'}, each.live || 'none')), cell(el('code', {class: 'hash'}, each.made || 'none'))));
  open(`Comparison of ${its.projection}`,
    el('p', {}, `Of ${many(its.report.documents, 'live document')}: ${found(its.report)}.`),
    table('The first differences', ['Read model', 'Document', 'Fields that differ', 'Live', 'New'], rows).box);
}

function row(rebuild) {
  const state = cell('');
  const report = cell('');
  const did = cell('');
  const progress = bar(`Rebuild ${rebuild.id} of ${rebuild.projection}`);
  let shown = '';
  const element = el('tr', {'data-rebuild': rebuild.id},
    rowHead(el('code', {}, rebuild.projection)), cell(words(rebuild.mode)), state, report, cell(when(rebuild.startedAt)), did);
  return {
    element,
    show(its) {
      progress.show(its);
      const now = `${its.state} ${found(its.report)}`;
      if (now === shown) return;
      shown = now;
      state.replaceChildren(badge(words(its.state), KINDS[its.state] ?? 'busy'), progress.element);
      if (its.problem) state.append(el('span', {class: 'hint'}, its.problem));
      put(report, found(its.report));
      did.replaceChildren(...actions(its));
    },
  };
}

function actions(its) {
  const about = (word) => ({'aria-label': `${word} ${its.projection}, rebuild ${its.id}`});
  const all = [];
  if (its.report && !its.report.equal) all.push(button('Differences', () => showReport(its), about('Differences of')));
  if (its.state === 'different') all.push(button('Swap…', () => swap(its), about('Swap')));
  if (!ended(its)) all.push(button('Throttle…', () => throttle(its), about('Throttle')), button('Cancel…', () => cancel(its), about('Cancel')));
  return all;
}

/** What the last swap left to go back to. */
function kept(place) {
  let shown = null;
  return (processors) => {
    const names = processors.filter((each) => each.canRollBack).map((each) => each.name);
    if (names.join() === shown) return;
    shown = names.join();
    place.hidden = names.length === 0;
    place.replaceChildren(
      el('h2', {id: 'kept'}, 'Kept from before the last swap'),
      el('ul', {class: 'plain'}, names.map((name) => el('li', {class: 'toolbar'}, el('code', {}, name),
        button('Roll back…', () => rollBack(name), {'aria-label': `Roll back ${name}`}),
        button('Drop…', () => drop(name), {'aria-label': `Drop what was before of ${name}`})))));
  };
}

function beginning() {
  const which = select('projection', [['all', 'all projections']]);
  const form = el('form', {class: 'toolbar'}, field('Projection', which),
    button('Verify', () => begin(which.value, 'verify')),
    button('Rebuild', () => begin(which.value, 'when-equal'), {class: 'primary'}));
  form.addEventListener('submit', (event) => event.preventDefault());
  return {
    form,
    show(processors) {
      if (which.options.length > 1) return;
      for (const each of processors) if (each.kind === 'projection') which.append(el('option', {value: each.name}, each.name));
    },
  };
}

export function rebuilds(place) {
  const rows = new Map();
  const start = beginning();
  const status = el('span', {class: 'live'}, 'Connecting');
  const none = el('p', {class: 'hint', hidden: true}, 'Nothing was rebuilt yet.');
  const before = el('section', {class: 'card', 'aria-labelledby': 'kept', hidden: true});
  const showKept = kept(before);
  const {box, body} = table('The last rebuilds', ['Projection', 'Then', 'State', 'Comparison', 'Begun', 'Actions'], []);
  place.append(el('div', {class: 'toolbar'}, start.form, status), before, box, none);
  const announce = announcing();
  return follow((state) => {
    start.show(state.processors);
    showKept(state.processors);
    none.hidden = state.rebuilds.length > 0;
    box.hidden = state.rebuilds.length === 0;
    const ids = new Set(state.rebuilds.map((each) => each.id));
    for (const [id, each] of rows) if (!ids.has(id)) {
      each.element.remove();
      rows.delete(id);
    }
    state.rebuilds.forEach((its, index) => {
      if (!rows.has(its.id)) {
        rows.set(its.id, row(its));
        body.insertBefore(rows.get(its.id).element, body.children[index] ?? null);
      }
      rows.get(its.id).show(its);
    });
    announce(state.rebuilds);
  }, liveness(status));
}
