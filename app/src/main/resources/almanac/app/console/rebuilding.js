// What can be asked of rebuilds, each with a reason.

import {post} from './api.js';
import {el, field, say, select} from './dom.js';
import {because} from './dialogs.js';
import {many} from './format.js';
import {rebuildSeen} from './live.js';
import {ended} from './progress.js';

const TITLES = {verify: 'Verify', 'when-equal': 'Rebuild', always: 'Rebuild'};
const MODES = [
  ['when-equal', 'Swap when equal, else wait for a decision'],
  ['always', 'Swap whatever the comparison finds'],
  ['verify', 'Compare only'],
];

const number = (input) => (input.value === '' ? {} : {factsPerSecond: Number(input.value)});
const bound = (value = '') => el('input', {id: 'bound', name: 'bound', type: 'number', min: '1', step: '1', inputmode: 'numeric', value});

/** Begins to make the read models of a projection again, or of all. */
export function begin(projection, mode) {
  const what = projection === 'all' ? 'all projections' : projection;
  const choice = select('mode', MODES);
  choice.value = mode;
  const most = bound();
  because(`${TITLES[mode]} ${what}`, {
    doing: TITLES[mode],
    explain: 'The documents are folded from the facts again, beside the live ones, and compared one by one. Reads and writes go on.',
    fields: [field('Then', choice), field('Facts a second at most', most, 'As many as it can when empty.')],
    reason: mode === 'verify' ? 'Do the read models say what the facts say?' : 'To make the read models again',
    run: async (reason) => {
      const begun = await post('/api/operations/rebuilds', {projection, mode: choice.value, reason, ...number(most)});
      // a quick one may have been seen to end before the server answered
      const ends = begun.data.map((each) => rebuildSeen(each.id)).filter((its) => its && ended(its));
      if (ends.length < begun.data.length) say(`${many(begun.data.length, 'rebuild')} of ${what} begun.`);
    },
  });
}

const of = (its) => `/api/operations/rebuilds/${its.id}`;

export function throttle(its) {
  const most = bound(its.factsPerSecond ?? '');
  because(`Throttle the rebuild of ${its.projection}`, {
    doing: 'Throttle',
    fields: [field('Facts a second at most', most, 'As many as it can when empty.')],
    run: (reason) => post(`${of(its)}/throttle`, {reason, ...number(most)}),
  });
}

export function cancel(its) {
  because(`Cancel the rebuild of ${its.projection}`, {
    doing: 'Cancel the rebuild', danger: true, explain: 'What it made goes; the live documents stay.',
    run: (reason) => post(`${of(its)}/cancel`, {reason}),
  });
}

export function swap(its) {
  because(`Swap ${its.projection} although it differs`, {
    doing: 'Swap', danger: true, explain: 'The new documents become live at once. The ones before are kept to go back to.',
    run: async (reason) => {
      await post(`${of(its)}/swap`, {reason});
      say(`The new documents of ${its.projection} become live.`);
    },
  });
}

export function rollBack(projection) {
  because(`Roll ${projection} back`, {
    doing: 'Roll back', danger: true, explain: 'The documents before the last swap are read again, at once: they were kept up.',
    run: async (reason) => {
      await post(`/api/operations/projections/${projection}/rollback`, {reason});
      say(`${projection} reads the documents before the last swap.`);
    },
  });
}

export function drop(projection) {
  because(`Drop the documents of ${projection} before the last swap`, {
    doing: 'Drop', danger: true, explain: 'There is no going back then.',
    run: async (reason) => {
      await post(`/api/operations/projections/${projection}/drop`, {reason});
      say(`The documents of ${projection} before the last swap are dropped.`);
    },
  });
}

/** Makes the documents of one stream again, in place. */
export function again(projection) {
  const stream = el('input', {id: 'stream', name: 'stream', required: true, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', pattern: '[a-z][a-z\\-]*-[0-9].*'});
  because(`Rebuild a stream of ${projection}`, {
    doing: 'Rebuild the stream',
    explain: 'What this projection shows of the stream is folded from its facts again, in place.',
    fields: [field('Stream', stream, 'As facts name it, such as entry-42.')],
    run: async (reason) => {
      await post(`/api/operations/projections/${projection}/streams/${encodeURIComponent(stream.value)}/rebuild`, {reason});
      say(`${stream.value} is folded again in ${projection}.`);
    },
  });
}
