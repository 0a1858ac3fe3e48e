// What lies here and how it is doing, at one look.

import {get} from './api.js';
import {badge, cell, el, fact, put, rowHead, table} from './dom.js';
import {count, many, seconds, when} from './format.js';
import {follow, liveness} from './live.js';

const GOOD = ['UP', 'OK'];

/** Health answers 503 when something is DOWN, and says the same in its body. */
async function health() {
  const answer = await fetch('/actuator/health', {credentials: 'same-origin'});
  return answer.json();
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

function storeCard(store, work, letters) {
  return el('section', {class: 'card', 'aria-labelledby': 'store'},
    el('h2', {id: 'store'}, 'Store'),
    el('dl', {class: 'facts'},
      fact('Facts', count(store.facts)), fact('Commits', count(store.commits)), fact('Last fact', when(store.lastAt)),
      fact('Units of sync', count(work.data.length)),
      fact('Dead letters', letters.data.length === 0 ? 'none' : el('a', {href: '#/letters'}, count(letters.data.length)))));
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
  Promise.all([get('/api/operations/node'), health(), get('/api/operations/store'), get('/api/operations/work?limit=1000'), get('/api/operations/dead-letters?limit=1000')])
    .then(([node, its, store, work, letters]) => {
      cards.append(healthCard(its), storeCard(store, work, letters), nodeCard(node));
      place.append(collections(store));
    })
    .catch((refused) => place.append(el('p', {class: 'problem', role: 'alert'}, refused.message)));
  return end;
}
