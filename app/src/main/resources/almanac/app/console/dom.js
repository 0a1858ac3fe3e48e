// Makes elements. Text goes in as text, never as markup: whatever somebody called their event stays what it is.

/** el('p', {class: 'hint', onclick: f}, 'text', otherElement): false and null are left out. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else element.setAttribute(name, String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Puts text there where it is another, so that nothing flickers and no selection is lost. */
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function button(label, onclick, properties = {}) {
  return el('button', {type: 'button', onclick, ...properties}, label);
}

/** A table that scrolls in a box of its own; heads are [text, class] or text. */
export function table(caption, heads, rows, properties = {}) {
  const body = el('tbody', {}, rows);
  const head = el('tr', {}, heads.map((each) => {
    const [text, kind] = Array.isArray(each) ? each : [each, null];
    return el('th', {scope: 'col', class: kind}, text);
  }));
  const its = el('table', properties, el('caption', {}, caption), el('thead', {}, head), body);
  const box = el('div', {class: 'scroll', role: 'region', 'aria-label': caption, tabindex: '0'}, its);
  return {box, body};
}

export function cell(content, kind = null) {
  return el('td', {class: kind}, content);
}

export function rowHead(content) {
  return el('th', {scope: 'row'}, content);
}

/** Reading goes on at what was added; the button that added it may be gone. */
export function goOn(element) {
  element?.setAttribute('tabindex', '-1');
  element?.focus();
}

/** A term and what it is, for a definition list. */
export function fact(term, ...content) {
  return el('div', {class: 'fact'}, el('dt', {}, term), el('dd', {}, content));
}

/** A word with a colour; the word says it all. */
export function badge(word, kind) {
  return el('span', {class: `badge ${kind}`}, word);
}

/** A form field with its label, and a hint that is read with it. */
export function field(label, input, hint = null) {
  const described = hint ? el('span', {class: 'hint', id: `${input.id}-hint`}, hint) : null;
  if (described) input.setAttribute('aria-describedby', described.id);
  return el('div', {class: 'field'}, el('label', {for: input.id}, label), input, described);
}

export function select(id, choices, properties = {}) {
  return el('select', {id, name: id, ...properties}, choices.map(([value, text]) => el('option', {value}, text)));
}

let held = null;

/** Says something once, visibly and to screen readers: not behind a dialog, where neither would notice, but after it. */
export function say(text, kind = 'done') {
  const dialog = document.querySelector('dialog[open]');
  if (dialog) {
    held = {text, kind};
    dialog.addEventListener('close', release, {once: true});
    return;
  }
  const notice = document.getElementById('notice');
  notice.className = `notice ${kind}`;
  notice.textContent = text;
}

function release() {
  const told = held;
  held = null;
  if (told) say(told.text, told.kind);
}

export function hush() {
  held = null;
  const notice = document.getElementById('notice');
  notice.textContent = '';
  notice.className = 'notice';
}
