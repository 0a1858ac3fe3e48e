// How far a rebuild is, and the one time that it is said aloud: when it has ended.

import {el, put, say} from './dom.js';
import {count, percent, rate, seconds, words} from './format.js';

const ENDED = ['swapped', 'verified', 'cancelled', 'failed'];

export const ended = (rebuild) => ENDED.includes(rebuild.state);

/** A progress bar with its text; there only while something runs. */
export function bar(label) {
  const progress = el('progress', {max: '100', value: '0', 'aria-label': label});
  const text = el('span', {class: 'progress-text'});
  const element = el('span', {class: 'progress', hidden: true}, progress, text);
  return {
    element,
    show(rebuild) {
      element.hidden = !rebuild || ended(rebuild);
      if (element.hidden) return;
      progress.value = rebuild.percent;
      put(text, line(rebuild));
    },
  };
}

function line(its) {
  const left = its.secondsLeft === null ? '' : `, ${seconds(its.secondsLeft)} left`;
  return `${words(its.state)} ${percent(its.percent)}, ${count(its.facts)} facts, ${rate(its.rate)}${left}`;
}

/** Says the end of each rebuild that was not over at the first look, however quick it was. */
export function announcing() {
  let told = null;
  return (rebuilds) => {
    const first = told === null;
    told ??= new Set();
    for (const its of rebuilds) {
      const waits = its.state === 'different';
      const key = `${its.id} ${waits}`;
      if (!(waits || ended(its)) || told.has(key)) continue;
      told.add(key);
      if (!first) tell(its, waits);
    }
  };
}

function tell(its, waits) {
  if (waits) say(`The rebuild of ${its.projection} differs from what is live and waits for you.`, 'warn');
  else say(outcome(its), its.state === 'failed' || its.report?.equal === false ? 'warn' : 'done');
}

export function outcome(its) {
  const same = its.report === null ? '' : its.report.equal ? `: ${count(its.report.documents)} documents are equal` : ': documents differ';
  return `${its.projection} is ${words(its.state)}${same}.`;
}
