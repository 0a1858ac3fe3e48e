// Dialogs: the browser keeps the focus inside and gives it back to where it was.

import {button, el, field} from './dom.js';

let number = 0;

/** Shows a dialog with that title; answers {dialog, body, close}. */
export function open(title, ...content) {
  const id = `dialog-${++number}`;
  const body = el('div', {class: 'dialog-body'}, content);
  const dialog = el('dialog', {'aria-labelledby': id, closedby: 'any'},
    el('div', {class: 'dialog-head'},
      el('h2', {id}, title),
      button('Close', () => dialog.close(), {class: 'quiet'})),
    body);
  dialog.addEventListener('close', () => {
    dialog.remove();
    // what it was opened from may be gone with what was done
    if (document.activeElement === document.body) document.querySelector('main h1')?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return {dialog, body, close: () => dialog.close()};
}

/** Ends all that are open, for whoever goes elsewhere. */
export function closeAll() {
  for (const each of document.querySelectorAll('dialog[open]')) each.close();
}

/**
 * Asks why before something is done, does it with do(reason, ...), and shows what the server says against it.
 * Further fields come between; the button says what will happen.
 */
export function because(title, {doing, explain = '', reason = '', fields = [], danger = false, run}) {
  const why = el('input', {id: 'reason', name: 'reason', required: true, maxlength: 500, autocomplete: 'off', value: reason});
  const problem = el('p', {class: 'problem', role: 'alert'});
  const submit = el('button', {type: 'submit', class: danger ? 'danger' : 'primary'}, doing);
  const form = el('form', {}, explain ? el('p', {}, explain) : null, fields,
    field('Reason', why, 'Recorded with your name and the time.'),
    problem, el('div', {class: 'actions'}, submit));
  const {close} = open(title, form);
  why.focus();
  why.select();
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    problem.textContent = '';
    try {
      await run(why.value);
      close();
    } catch (refused) {
      problem.textContent = refused.message;
      why.focus();
    } finally {
      submit.disabled = false;
    }
  });
}
