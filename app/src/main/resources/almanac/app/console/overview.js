// What lies here and how it is doing, at one look.

import {get, reach} from './api.js';
import {badge, cell, el, fact, put, rowHead, table} from './dom.js';
import {count, many, seconds, when, words} from './format.js';
import {follow, liveness} from './live.js';

const GOOD = ['UP', 'OK'];

/** Health answers 503 when something is DOWN, and says the same in its body. */
async function health() {
  return (await reach('/actuator/health')).json();
}

function healthCard(its) {
  const parts = Object.entries(its.components ?? {});
  return el('section', {class: 'card', 'aria-labelledby': 'health'},
    el('h2', {id: 'health'}, 'Health ', badge(its.status, GOOD.includes(its.status) ? 'good' : 'bad')),
    el('dl', {class: 'facts'}, parts.map(([name, part]) =>
      fact(name.replaceAll(/([a-z])([A-Z])/g, '$1 $2'), badge(part.status, GOOD.includes(part.status) ? 'good' : 'bad')))));
}

function nodeCard(node) {
  return el('section', {class: 'card', 'aria-labelledby': 'node'},
    el('h2', {id: 'node'}, 'This node'),
    el('dl', {class: 'facts'},
      fact('Name', node.name), fact('Version', node.version), fact('Roles', node.roles.join(', ')),
      fact('Store', node.store), fact('Up since', when(node.startedAt))));
}

function storeCard(store, letters) {
  return el('section', {class: 'card', 'aria-labelledby': 'store'},
    el('h2', {id: 'store'}, 'Store'),
    el('dl', {class: 'facts'},
      fact('Facts', count(store.facts)), fact('Commits', count(store.commits)), fact('Last fact', when(store.lastAt)),
      fact('Dead letters', letters.data.length === 0 ? 'none' : el('a', {href: '#/letters'}, count(letters.data.length)))));
}

function ledgerCard(its) {
  const signed = its.checkpoint;
  return el('section', {class: 'card', 'aria-labelledby': 'ledger'},
    el('h2', {id: 'ledger'}, 'Ledger ', badge(its.problem ? 'stopped' : 'kept', its.problem ? 'bad' : 'good')),
    el('dl', {class: 'facts'},
      fact('Not noted yet', many(its.lag, 'fact')),
      fact('Signed', ...(signed ? [`checkpoint ${count(signed.number)}, `, when(signed.at)] : ['nothing yet'])),
      fact('Not signed yet', its.unsigned === 0 ? 'nothing' : `${many(its.unsigned, 'fact')}, the first for ${seconds(its.unsignedSeconds)}`),
      fact('Notary', its.node ?? 'nobody'),
      its.problem && fact('Problem', its.problem)));
}

/** What sync has to do: each unit with its deadline, the earliest first. */
function workList({data}) {
  const rows = data.map((its) => el('tr', {'data-work': its.unit},
    rowHead(el('code', {}, its.unit)), cell(String(its.connection), 'number'), cell(words(its.lane)),
    cell(its.parked ? badge('given up', 'bad') : its.due ? when(its.due) : 'when something happens'),
    cell(its.notBefore ? when(its.notBefore) : ''), cell(its.node ?? 'nobody'), cell(count(its.attempts), 'number'), cell(its.reason ?? '', 'long')));
  return el('details', {class: 'card'}, el('summary', {}, `${many(data.length, 'unit')} of sync`),
    data.length === 0 ? el('p', {class: 'hint'}, 'Sync has nothing to do.')
      : table('What sync has to do, the earliest due first', ['Unit', ['Connection', 'number'], 'Lane', 'Due', 'Not before', 'Runs on', ['Failures', 'number'], 'Waits because'], rows).box);
}

function collections(store) {
  const rows = store.collections.map((each) => el('tr', {}, rowHead(el('code', {}, each.name)), cell(count(each.documents), 'number')));
  return el('details', {class: 'card'}, el('summary', {}, many(store.collections.length, 'collection')),
    table('Collections of the store', ['Name', ['Documents', 'number']], rows).box);
}

function processorsCard() {
  const status = el('span');
  const running = el('dd');
  const behind = el('dd');
  const rebuilding = el('dd');
  const card = el('section', {class: 'card', 'aria-labelledby': 'processors'},
    el('h2', {id: 'processors'}, 'Processors ', status),
    el('dl', {class: 'facts'},
      el('div', {class: 'fact'}, el('dt', {}, 'Running'), running),
      el('div', {class: 'fact'}, el('dt', {}, 'Furthest behind'), behind),
      el('div', {class: 'fact'}, el('dt', {}, 'Rebuilding'), rebuilding)),
    el('p', {}, el('a', {href: '#/processors'}, 'All processors')));
  const show = ({processors}) => {
    const still = processors.filter((each) => each.status === 'running' || each.status === 'rebuilding');
    const last = processors.reduce((a, b) => (b.lag > a.lag ? b : a));
    put(running, `${still.length} of ${processors.length}`);
    put(behind, last.lag === 0 ? 'nobody' : `${last.name}: ${many(last.lag, 'fact')}, ${seconds(last.lagSeconds)}`);
    const now = processors.filter((each) => each.status === 'rebuilding').map((each) => each.name);
    put(rebuilding, now.length ? now.join(', ') : 'none');
  };
  return {card, show, tell: liveness(status)};
}

export function overview(place) {
  const live = processorsCard();
  const cards = el('div', {class: 'cards'}, live.card);
  place.append(cards);
  const end = follow(live.show, live.tell);
  const told = (asked) => asked.catch((refused) => {
    place.append(el('p', {class: 'problem', role: 'alert'}, refused.message));
  });
  told(Promise.all([get('/api/operations/node'), health(), get('/api/operations/store'), get('/api/operations/dead-letters?limit=1000')])
    .then(([node, its, store, letters]) => {
      cards.append(healthCard(its), storeCard(store, letters), nodeCard(node));
      place.append(collections(store));
    }));
  told(get('/api/operations/ledger').then((its) => cards.append(ledgerCard(its))));
  told(get('/api/operations/work?limit=1000').then((its) => place.append(workList(its))));
  return end;
}
