// Asks this server. The session is a cookie that scripts cannot read; nothing is kept in the browser.

/** What the server said no to; its message is for people. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

let signedOut = () => {};

/** What is done once the session has ended. */
export function whenSignedOut(handler) {
  signedOut = handler;
}

export const get = (path) => ask('GET', path);
export const post = (path, body = {}) => ask('POST', path, body);

async function ask(method, path, body) {
  const answer = await reach(path, {
    method,
    headers: body === undefined ? {} : {'Content-Type': 'application/json'},
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.ok) return text ? JSON.parse(text) : null;
  if (answer.status === 401) signedOut();
  throw new Refused(answer.status, reason(text, answer.status));
}

/** What the server answers, whatever that is; throws where it is out of reach. */
export async function reach(path, options = {}) {
  try {
    return await fetch(path, {credentials: 'same-origin', ...options});
  } catch {
    throw new Refused(0, 'The server does not answer.');
  }
}

function reason(text, status) {
  try {
    const said = JSON.parse(text);
    return said.message ?? said.error?.message ?? `The server answered ${status}.`;
  } catch {
    return `The server answered ${status}.`;
  }
}

/** name=value pairs without the empty ones, with a question mark before. */
export function query(parameters) {
  const sent = new URLSearchParams(Object.entries(parameters).filter(([, each]) => each !== '' && each !== null && each !== undefined));
  return sent.size ? `?${sent}` : '';
}
