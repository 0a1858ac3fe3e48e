// Numbers, times and words as people read them.

const whole = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const fine = new Intl.NumberFormat('en', {minimumFractionDigits: 1, maximumFractionDigits: 1});
const clock = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'medium'});

export const count = (number) => whole.format(number);
export const percent = (number) => `${fine.format(number)} %`;
export const rate = (number) => `${number < 10 ? fine.format(number) : whole.format(number)}/s`;

/** 3 facts, 1 fact. */
export const many = (number, one, more = `${one}s`) => `${count(number)} ${number === 1 ? one : more}`;

export function seconds(number) {
  if (number < 1) return number === 0 ? '0 s' : `${fine.format(number)} s`;
  if (number < 120) return `${whole.format(number)} s`;
  if (number < 7200) return `${whole.format(number / 60)} min`;
  if (number < 172800) return `${whole.format(number / 3600)} h`;
  return `${whole.format(number / 86400)} d`;
}

/** An instant in the reader's zone; the exact one is in the attribute. */
export function when(instant) {
  if (!instant) return document.createTextNode('never');
  const time = document.createElement('time');
  time.dateTime = instant;
  time.textContent = clock.format(new Date(instant));
  return time;
}

/** Of which occurrences of a series something is said. */
export function span(its) {
  const start = its.originalStart.replace('T', ' ');
  return its.scope === 'future' ? `from ${start} on` : `at ${start}`;
}

/** when-equal as "when equal". */
export const words = (name) => name.replaceAll('-', ' ').replaceAll('_', ' ').toLowerCase();

/** A value of a fact: text as it is, anything else as JSON. */
export function value(its) {
  if (its === null || its === undefined) return 'nothing';
  return typeof its === 'string' ? its : JSON.stringify(its, null, 1).replaceAll('\n', ' ');
}
