// Processors as they go, and what can be done to them.

import {get, post} from './api.js';
import {badge, button, cell, el, fact, put, rowHead, say, table} from './dom.js';
import {because, open} from './dialogs.js';
import {count, many, rate, seconds, when, words} from './format.js';
import {follow, liveness} from './live.js';
import {announcing, bar} from './progress.js';
import {again, begin, drop, rollBack} from './rebuilding.js';

const KINDS = {running: 'good', rebuilding: 'busy', paused: 'calm', failed: 'bad'};
const path = (name) => `/api/operations/processors/${encodeURIComponent(name)}`;

/** One row; its cells change, it stays. */
function row(processor) {
  const name = processor.name;
  const status = cell('');
  const position = cell('', 'number');
  const lag = cell('', 'number');
  const pace = cell('', 'number');
  const nodes = cell('');
  const progress = bar(`Rebuild of ${name}`);
  let shown = '';
  const element = el('tr', {'data-processor': name},
    rowHead(el('code', {}, name)), cell(processor.kind), status, position, lag, pace, nodes,
    cell(button('Actions', () => sheet(name), {'aria-label': `Actions for ${name}`, 'aria-haspopup': 'dialog'})));
  return {
    element,
    show(its) {
      if (shown !== its.status) {
        shown = its.status;
        status.replaceChildren(badge(its.status, KINDS[its.status] ?? 'calm'), progress.element);
      }
      progress.show(its.rebuild);
      put(position, count(its.position));
      put(lag, its.lag === 0 ? '0' : `${many(its.lag, 'fact')}, ${seconds(its.lagSeconds)}`);
      put(pace, rate(its.rate));
      put(nodes, its.segments.map((each) => `${each.id}: ${each.node ?? 'nobody'}`).join(', '));
    },
  };
}

function problem(its) {
  if (!its) return 'none';
  return el('span', {}, badge(words(its.kind), 'bad'), ` ${its.type}: ${its.message} (${its.node}, `, when(its.at), ')');
}

/** What a processor is, and all that can be done to it. */
async function sheet(name) {
  const {body, close} = open(name, el('p', {}, 'Loading…'));
  try {
    const its = await get(path(name));
    body.replaceChildren(
      el('dl', {class: 'facts'},
        fact('Kind', its.kind), fact('Status', its.status), fact('Last error', problem(its.lastError)),
        its.kind === 'projection' ? fact('Documents live since', its.rebuiltAt ? when(its.rebuiltAt) : 'the beginning') : null),
      segments(its, close),
      el('div', {class: 'actions'}, actions(its, close)));
  } catch (refused) {
    body.replaceChildren(el('p', {class: 'problem', role: 'alert'}, refused.message));
  }
}

function segments(its, close) {
  const rows = its.segments.map((each) => el('tr', {},
    rowHead(String(each.id)), cell(count(each.position), 'number'), cell(each.node ?? 'nobody'),
    cell([
      button('Split…', after(close, () => cut(its.name, each.id, 'split')), {'aria-label': `Split segment ${each.id}`}),
      its.segments.length > 1 && button('Merge…', after(close, () => cut(its.name, each.id, 'merge')), {'aria-label': `Merge segment ${each.id}`}),
    ])));
  return table(`Segments of ${its.name}`, ['Segment', ['Position', 'number'], 'Node', 'Change'], rows).box;
}

/** The next dialog gives the focus back to where the first was opened. */
const after = (close, next) => () => {
  close();
  next();
};

function actions(its, close) {
  const paused = its.status === 'paused';
  const all = [button(paused ? 'Resume…' : 'Pause…', after(close, () => run(its.name, paused ? 'resume' : 'pause')))];
  if (its.kind === 'projection') {
    all.push(
      button('Verify…', after(close, () => begin(its.name, 'verify'))),
      button('Rebuild…', after(close, () => begin(its.name, 'when-equal'))),
      button('Rebuild a stream…', after(close, () => again(its.name))));
    if (its.canRollBack) all.push(button('Roll back…', after(close, () => rollBack(its.name))), button('Drop what was before…', after(close, () => drop(its.name))));
  }
  return all;
}

function run(name, verb) {
  because(`${verb === 'pause' ? 'Pause' : 'Resume'} ${name}`, {
    doing: verb === 'pause' ? 'Pause' : 'Resume',
    danger: verb === 'pause',
    explain: verb === 'pause' ? 'On all nodes. While a projection is paused, writes that it has to show answer 503 after they are stored.' : 'On all nodes.',
    run: async (reason) => {
      const its = await post(`${path(name)}/${verb}`, {reason});
      say(`${name} is ${its.status}.`);
    },
  });
}

function cut(name, segment, verb) {
  because(`${verb === 'split' ? 'Split' : 'Merge'} segment ${segment} of ${name}`, {
    doing: verb === 'split' ? 'Split' : 'Merge',
    explain: verb === 'split' ? 'Two threads or nodes can share its work then.' : 'With the one that it was split from.',
    run: async (reason) => {
      const its = await post(`${path(name)}/segments/${segment}/${verb}`, {reason});
      say(`${name} has ${many(its.segments.length, 'segment')}.`);
    },
  });
}

export function processors(place) {
  const rows = new Map();
  const status = el('span', {class: 'live'}, 'Connecting');
  const {box, body} = table('Event processors', ['Name', 'Kind', 'Status', ['Position', 'number'], ['Behind', 'number'], ['Rate', 'number'], 'Segment: node', 'Actions'], []);
  place.append(
    el('div', {class: 'toolbar'}, status,
      button('Verify all', () => begin('all', 'verify')), button('Rebuild all', () => begin('all', 'when-equal'))),
    box);
  const announce = announcing();
  return follow((state) => {
    for (const processor of state.processors) {
      if (!rows.has(processor.name)) {
        rows.set(processor.name, row(processor));
        body.append(rows.get(processor.name).element);
      }
      rows.get(processor.name).show(processor);
    }
    announce(state.rebuilds);
  }, liveness(status));
}
