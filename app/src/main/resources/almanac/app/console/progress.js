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

/** Says the end of each rebuild that was seen to run. */
export function announcing() {
  const running = new Set();
  return (rebuilds) => {
    for (const its of rebuilds) {
      if (its.state === 'different' && running.delete(its.id)) say(`The rebuild of ${its.projection} differs from what is live and waits for you.`, 'warn');
      else if (ended(its) && running.delete(its.id)) say(outcome(its), its.state === 'failed' || its.report?.equal === false ? 'warn' : 'done');
      else if (!ended(its) && its.state !== 'different') running.add(its.id);
    }
  };
}

export function outcome(its) {
  const same = its.report === null ? '' : its.report.equal ? `: ${count(its.report.documents)} documents are equal` : ': documents differ';
  return `${its.projection} is ${words(its.state)}${same}.`;
}
