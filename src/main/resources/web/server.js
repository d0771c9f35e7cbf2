/** What the page asks our own server. Nothing on this page ever asks anybody else. */
const ROOT = '/api/v1/';

export async function ask(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value != null && value !== ''));
  const answer = await fetch(`${ROOT}${path}${query.size ? `?${query}` : ''}`, { headers: { Accept: 'application/json' } });
  if (answer.ok) return answer.json();
  const problem = await answer.json().catch(() => ({}));
  const error = new Error(problem.detail ?? problem.title ?? `HTTP ${answer.status}`);
  error.status = answer.status;
  throw error;
}

/** Every page of a list up to `most` things. */
export async function askAll(path, noun, parameters, most) {
  const all = [];
  let after = null;
  do {
    const page = await ask(path, { ...parameters, after });
    all.push(...page[noun]);
    after = page.next;
  } while (after && all.length < most);
  return all;
}
