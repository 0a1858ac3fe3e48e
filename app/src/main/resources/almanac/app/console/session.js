// Signing in and out, and who may see what.

import {get, post, query, reach, Refused} from './api.js';
import {button, el, field} from './dom.js';

/** Who is signed in; null when nobody is. */
export async function whoami() {
  const answer = await reach('/api/users/me');
  if (answer.ok) return answer.json();
  if (answer.status === 401) return null;
  throw new Refused(answer.status, `The server answered ${answer.status}.`);
}

export const isOperator = (person) => person.roles.includes('operator');
export const isAuditor = (person) => person.roles.includes('auditor');

/** The form; calls entered() after the session has begun. */
export function signIn(entered) {
  const name = el('input', {id: 'username', name: 'username', required: true, autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false'});
  const password = el('input', {id: 'password', name: 'password', type: 'password', required: true, autocomplete: 'current-password'});
  const problem = el('p', {class: 'problem', role: 'alert'});
  const submit = el('button', {type: 'submit', class: 'primary'}, 'Sign in');
  const form = el('form', {class: 'card sign-in'},
    el('h1', {tabindex: '-1'}, 'Sign in'),
    el('p', {class: 'hint'}, 'For operators and auditors of this installation.'),
    field('Username or e-mail', name), field('Password', password), problem, submit);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    problem.textContent = '';
    try {
      await post('/api/auth/signin', {email: name.value, password: password.value});
      await entered();
    } catch (refused) {
      problem.textContent = refused.status === 401 ? 'Name or password is not right.' : refused.message;
      password.focus();
    } finally {
      submit.disabled = false;
    }
  });
  return form;
}

export async function signOut() {
  await post('/api/auth/signout');
}

/** Nobody can tell yet who is signed in. */
export function outOfReach(refused, again) {
  return el('section', {class: 'card sign-in'},
    el('h1', {tabindex: '-1'}, 'Out of reach'),
    el('p', {class: 'problem', role: 'alert'}, refused.message),
    button('Try again', again, {class: 'primary'}));
}

/** Whoever is signed in and is neither. */
export function nothingHere(person, left) {
  return el('section', {class: 'card sign-in'},
    el('h1', {tabindex: '-1'}, 'Nothing for you here'),
    el('p', {}, `${person.username} is neither an operator nor an auditor of this installation.`),
    button('Sign out', left, {class: 'primary'}));
}

/** The number of a user by name or number; throws what the server says. */
export async function userNumber(text) {
  if (text === '' || /^\d+$/.test(text)) return text;
  const found = await get(`/api/users${query({search: text})}`);
  const exact = found.find((each) => each.username === text) ?? (found.length === 1 ? found[0] : null);
  if (!exact) throw new Error(`No user is called ${text}.`);
  return exact.id;
}
