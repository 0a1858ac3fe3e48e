// What gave up and waits for a person.

import {get, post, query} from './api.js';
import {button, cell, el, fact, rowHead, say, table} from './dom.js';
import {because, open} from './dialogs.js';
import {many, when} from './format.js';

const path = (id) => `/api/operations/dead-letters/${encodeURIComponent(id)}`;

function retry(its, again) {
  because(`Try ${its.id} once more`, {
    doing: 'Retry', explain: its.waiting > 1 ? `Together with what waits behind it: ${many(its.waiting, 'letter')}.` : '',
    run: async (reason) => {
      const {handled} = await post(`${path(its.id)}/retry`, {reason});
      say(handled ? `${its.id} is handled.` : `${its.id} failed again and still waits.`, handled ? 'done' : 'warn');
      await again();
    },
  });
}

function discard(its, again) {
  because(`Discard ${its.id}`, {
    doing: 'Discard', danger: true, explain: 'It is given up for good.',
    run: async (reason) => {
      await post(`${path(its.id)}/discard`, {reason});
      say(`${its.id} is discarded.`);
      await again();
    },
  });
}

async function inspect(id) {
  const {body, close} = open('Dead letter', el('p', {}, 'Loading…'));
  try {
    const its = await get(path(id));
    body.replaceChildren(
      el('dl', {class: 'facts'},
        fact('Name', el('code', {}, its.id)), fact('Source', its.source), fact('Subject', el('code', {}, its.subject)),
        fact('Type', its.type), fact('Reason', its.reason), fact('Waiting behind it', String(its.waiting - 1)),
        fact('Since', when(its.since)), fact('Last tried', when(its.lastTried))),
      el('h3', {}, 'Payload, texts masked'), payload(its),
      its.payload && el('div', {class: 'actions'}, button('Show unmasked…', () => {
        close();
        unmask(id);
      })));
  } catch (refused) {
    body.replaceChildren(el('p', {class: 'problem', role: 'alert'}, refused.message));
  }
}

function payload(its) {
  return its.payload
    ? el('pre', {tabindex: '0', 'aria-label': 'Payload'}, JSON.stringify(its.payload, null, 2))
    : el('p', {class: 'hint'}, 'There is none.');
}

function unmask(id) {
  because('Show the payload unmasked', {
    doing: 'Show', explain: 'It may hold what people wrote. That you looked is recorded.',
    run: async (reason) => {
      const its = await get(`${path(id)}${query({unmasked: true, reason})}`);
      // after the dialog that asked has given the focus back
      queueMicrotask(() => open('Payload, unmasked', payload(its)));
    },
  });
}

export function letters(place) {
  const list = el('div');
  const status = el('span', {class: 'hint', role: 'status'});
  async function again() {
    try {
      const {data} = await get('/api/operations/dead-letters?limit=1000');
      status.textContent = data.length === 0 ? '' : `${many(data.length, 'letter')}.`;
      list.replaceChildren(data.length === 0 ? el('p', {class: 'empty'}, 'Nothing waits for you.') : rows(data, again));
    } catch (refused) {
      list.replaceChildren(el('p', {class: 'problem', role: 'alert'}, refused.message));
    }
  }
  place.append(el('div', {class: 'toolbar'}, button('Refresh', again), status), list);
  again();
}

function rows(data, again) {
  const all = data.map((its) => el('tr', {'data-letter': its.id},
    rowHead(el('code', {}, its.subject)), cell(its.source), cell(its.type), cell(its.reason, 'long'), cell(when(its.since)),
    cell(el('div', {class: 'buttons'},
      button('Inspect', () => inspect(its.id), {'aria-label': `Inspect ${its.subject}`}),
      button('Retry…', () => retry(its, again), {'aria-label': `Retry ${its.subject}`}),
      its.discardable && button('Discard…', () => discard(its, again), {'aria-label': `Discard ${its.subject}`})))));
  return table(`Dead letters: ${data.length}`, ['Subject', 'Source', 'Type', 'Reason', 'Since', 'Actions'], all).box;
}
