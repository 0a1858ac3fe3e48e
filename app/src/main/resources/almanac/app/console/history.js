// What happened: who, when, through what, why, and which fields changed.

import {get, query} from './api.js';
import {button, cell, el, fact, field, goOn, put, rowHead, select, table} from './dom.js';
import {many, span, value, when} from './format.js';
import {restore} from './restoring.js';
import {isAuditor, isOperator, userNumber} from './session.js';

const NUMBER = {pattern: '\\d+', hint: ''};

/** What a history can be of: with all that concerns it, or one stream of facts. */
const KINDS = {
  event: {...NUMBER, hint: 'With its comments and conflicts.'},
  calendar: {...NUMBER, hint: 'With what was on it.'},
  thread: {pattern: '\\d+(@\\d+)?', hint: 'Its event, as 5, or an occurrence of it, as 5@172800.'},
  course: NUMBER, connection: NUMBER, conflict: NUMBER, rule: NUMBER,
  run: {pattern: '\\d+@\\d+\\.\\d+(!\\d+)?', hint: 'Of a rule, as 3@42.7.'},
  user: NUMBER, 'webhook-endpoint': NUMBER, operation: NUMBER,
  resource: {pattern: '\\S+', hint: 'As facts name it, such as entry-42.'},
};
const ORIGINS = ['user', 'api-key', 'connection', 'rule', 'operator', 'import', 'system'];
const LIMIT = 25;

const text = (id, properties = {}) => el('input', {id, name: id, autocomplete: 'off', ...properties});
const link = (resource) => el('a', {href: `#/history?resource=${encodeURIComponent(resource)}`}, el('code', {}, resource));

/** Everything for auditors; for others an event or a calendar that they may read. */
function searching(everything) {
  const names = everything ? Object.keys(KINDS) : ['event', 'calendar'];
  const kind = select('kind', [...(everything ? [['', 'anything']] : []), ...names.map((each) => [each, each])], {onchange: chosen});
  const number = text('number', {autocapitalize: 'none', spellcheck: 'false', required: true});
  const numberField = field('Number', number, ' ');
  const actor = text('actor');
  const type = text('type', {placeholder: 'entry.updated'});
  const origin = select('origin', [['', 'anything'], ...ORIGINS.map((each) => [each, each])]);
  const from = text('from', {type: 'datetime-local', step: '1'});
  const to = text('to', {type: 'datetime-local', step: '1'});
  const form = el('form', {class: 'card search', 'aria-label': 'Search the history'},
    field('Of', kind), numberField,
    everything && [field('By', actor, 'Username or number'), field('Fact', type), field('Through', origin), field('From', from), field('To, without', to)],
    el('div', {class: 'actions'}, el('button', {type: 'submit', class: 'primary'}, 'Search')));
  /** There is no number of anything. */
  function chosen() {
    const its = KINDS[kind.value];
    number.disabled = its === undefined;
    if (number.disabled) number.value = '';
    else number.pattern = its.pattern;
    put(numberField.querySelector('label'), kind.value === 'resource' ? 'Name' : 'Number');
    put(numberField.querySelector('.hint'), its?.hint ?? '');
  }
  chosen();
  return {form, kind, number, chosen, actor, type, origin, from, to};
}

const instant = (input) => (input.value === '' ? '' : new Date(input.value).toISOString());

/** The resource that the form names, as the audit asks for it. */
function asked(kind, number) {
  if (kind === '') return {};
  if (kind === 'event' || kind === 'calendar') return {[kind]: number};
  return {resource: kind === 'resource' ? number : `${kind}-${number}`};
}

async function filters(its) {
  return {
    ...asked(its.kind.value, its.number.value.trim()),
    actor: await userNumber(its.actor.value.trim()), type: its.type.value.trim(), origin: its.origin.value,
    from: instant(its.from), to: instant(its.to),
  };
}

/** Pages by cursor, newest first. */
function everythingOf(wanted) {
  let cursor = '';
  return async () => {
    const page = await get(`/api/audit${query({...wanted, cursor, limit: LIMIT})}`);
    cursor = page.nextCursor;
    return {items: page.data, more: cursor !== null};
  };
}

/** Pages by number, oldest first. */
function readable(kind, number) {
  let page = 0;
  return async () => {
    page += 1;
    const found = await get(`/api/${kind}s/${number}/history${query({page, limit: LIMIT})}`);
    return {items: found.data, more: page < found.pagination.totalPages};
  };
}

function who(actor) {
  if (actor === null) return 'nobody';
  return `${actor.username ?? `user ${actor.id}`} through ${actor.via}`;
}

function why(its) {
  const parts = [];
  for (const cause of its.causes) parts.push(el('li', {}, cause.type, ' of ', link(cause.resource), ', ', when(cause.at)));
  return [
    its.syncRun && fact('Sync run', el('code', {}, its.syncRun)),
    its.requestId && fact('Request', el('code', {}, its.requestId)),
    parts.length > 0 && fact('Because of', el('ol', {class: 'causes'}, parts)),
  ];
}

function changes(its) {
  const rows = [...fields(its.changes), ...its.occurrences.flatMap((each) => fields(each.changes, span(each)))];
  if (rows.length === 0) return el('p', {class: 'hint'}, 'No field changed.');
  return table(`Changes of fact ${its.position}`, ['Field', 'From', 'To'], rows, {class: 'changes'}).box;
}

function fields(changes, where) {
  return Object.entries(changes).map(([name, change]) => el('tr', {},
    rowHead([el('code', {}, name), where && el('span', {class: 'hint'}, ` ${where}`)]),
    cell(change.from === null ? el('span', {class: 'hint'}, 'nothing') : el('del', {}, value(change.from)), 'value'),
    cell(change.to === null ? el('span', {class: 'hint'}, 'nothing') : el('ins', {}, value(change.to)), 'value')));
}

/** An event as it was after one of its facts; there is nothing to bring back of its deletion. */
const restorable = (its) => /^entry-\d+$/.test(its.resource) && its.type.startsWith('entry.') && its.type !== 'entry.deleted';

const item = (restored) => (its) => {
  return el('li', {class: 'card item', 'data-position': its.position},
    el('h2', {}, el('code', {}, its.type), ' ', el('span', {class: 'at'}, when(its.at))),
    el('dl', {class: 'facts'}, fact('Of', link(its.resource), its.eventId ? ` event ${its.eventId}` : ''), fact('By', who(its.actor)), why(its.why)),
    changes(its),
    restored && restorable(its) && el('div', {class: 'actions'},
      button('Restore…', () => restored(its), {'aria-label': `Restore the event to fact ${its.position}`})));
};

/** Shows page after page; what the server says against it is told. */
function results(place, next, tell, restored) {
  const list = el('ol', {class: 'plain'});
  const status = el('p', {class: 'hint', role: 'status'});
  const more = button('Show more', load, {hidden: true});
  async function load() {
    const before = list.children.length;
    try {
      const page = await next();
      list.append(...page.items.map(item(restored)));
      status.textContent = list.children.length ? `${many(list.children.length, 'fact')} shown.` : 'Nothing happened that this asks for.';
      if (before > 0) goOn(list.children[before]);
      more.hidden = !page.more;
    } catch (refused) {
      tell(refused.message);
    }
  }
  place.replaceChildren(status, list, more);
  return load();
}

/** The stream that a link names, as kind and number; by its whole name where that is no kind of ours. */
function named(resource) {
  const [, stream, number] = /^([a-z-]+)-(\d.*)$/.exec(resource) ?? [];
  const kind = stream === 'entry' ? 'event' : stream;
  const known = KINDS[kind] !== undefined && new RegExp(`^(?:${KINDS[kind].pattern})$`).test(number);
  return known ? {kind, number} : {kind: 'resource', number: resource};
}

/** Fills the form with what a link asks for; answers whether this person can ask for that. */
function begin(its, resource) {
  const {kind, number} = named(resource);
  if (![...its.kind.options].some((each) => each.value === kind)) return false;
  its.kind.value = kind;
  its.chosen();
  its.number.value = number;
  return true;
}

export function history(place, {person, parameters}) {
  const everything = isAuditor(person);
  const its = searching(everything);
  const found = el('div');
  const problem = el('p', {class: 'problem', role: 'alert'});
  const restored = isOperator(person) && ((fact) => restore(fact, search));
  async function search() {
    problem.textContent = '';
    found.replaceChildren();
    const tell = (text) => {
      problem.textContent = text;
    };
    try {
      await results(found, everything ? everythingOf(await filters(its)) : readable(its.kind.value, its.number.value), tell, restored);
    } catch (refused) {
      tell(refused.message);
    }
  }
  its.form.addEventListener('submit', (event) => {
    event.preventDefault();
    search();
  });
  const resource = parameters.get('resource') ?? '';
  const known = resource === '' || begin(its, resource);
  if (!known) problem.textContent = `The history of ${resource} is for auditors.`;
  place.append(
    everything ? '' : el('p', {class: 'hint'}, 'You see the history of events and calendars that you may read. The history of everything is for auditors; an operator makes somebody an auditor.'),
    its.form, problem, found);
  if (everything || its.number.value) search();
}
