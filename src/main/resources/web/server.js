/** What the page asks our own server. Nothing on this page ever asks anybody else. */
const ROOT = '/api/v1/';
const ACTIVE_MS = 60_000;

let session = { name: null };
let actedAt = performance.now();
let open;
/** Comes true once the figures may be asked for: at once, or when somebody has logged in. */
export const entered = new Promise((done) => (open = done));

for (const kind of ['pointerdown', 'keydown', 'wheel']) addEventListener(kind, () => (actedAt = performance.now()), { capture: true, passive: true });

/** Who is logged in, as the server last told it. */
export function who() {
  return session;
}

export function take(told) {
  session = told;
  const isIn = told.read === 'open' || Boolean(told.name && !told.mustChange);
  if (document.body.dataset.role !== (told.role ?? '')) document.body.dataset.role = told.role ?? '';
  document.body.classList.toggle('shut', !isIn);
  if (isIn) open();
}

export async function refresh() {
  take(await send('GET', 'session'));
}

export async function ask(path, parameters = {}) {
  await entered;
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value != null && value !== ''));
  const answer = await fetch(`${ROOT}${path}${query.size ? `?${query}` : ''}`, { headers: { Accept: 'application/json', ...byItself() } });
  if (answer.ok) return answer.json();
  // Logged out meanwhile: nothing of what was seen stays on the screen.
  if (answer.status === 401 && session.name) location.reload();
  throw await problem(answer);
}

/** What a page asks while nobody touches it must not keep its reader logged in. */
function byItself() {
  return performance.now() - actedAt > ACTIVE_MS ? { 'X-By-Itself': '1' } : {};
}

/** Asks for a change. */
export async function send(method, path, body) {
  // Whatever is changed is changed by a person; what is only looked at may be looked at by the page.
  const headers = { Accept: 'application/json', ...(method === 'GET' ? byItself() : {}) };
  if (method !== 'GET' && session.csrf) headers['X-CSRF-Token'] = session.csrf;
  if (body) headers['Content-Type'] = 'application/json';
  const answer = await fetch(ROOT + path, { method, headers, body: body && JSON.stringify(body) });
  // Logged out meanwhile: the page says so, and what was written stays to be sent once more.
  if (answer.status === 401 && session.name && !path.startsWith('session')) await refresh();
  if (!answer.ok) throw await problem(answer);
  return answer.status === 204 ? null : answer.json();
}

async function problem(answer) {
  const told = await answer.json().catch(() => ({}));
  const error = new Error(told.detail ?? told.title ?? `HTTP ${answer.status}`);
  error.status = answer.status;
  error.by = told.by;
  return error;
}

/** Every page of a list up to `most` things; `isCut` says that there are more. */
export async function askAll(path, noun, parameters, most) {
  const all = [];
  let after = null;
  do {
    const page = await ask(path, { ...parameters, after });
    all.push(...page[noun]);
    after = page.next;
  } while (after && all.length < most);
  all.isCut = Boolean(after);
  return all;
}
