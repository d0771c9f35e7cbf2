/** What went wrong, in the reader's words. */
import { say } from './words.js';

const USUAL = { 400: 'fault.invalid', 401: 'fault.loggedOut', 403: 'fault.forbidden', 404: 'fault.gone', 409: 'fault.conflict', 429: 'fault.tooFast', 503: 'fault.busy' };

export const wrong = (words) => Object.assign(new Error(words), { isOurs: true });

/** @param words by status, where a form has words of its own */
export function inWords(problem, words = {}) {
  if (problem.isOurs) return problem;
  if (problem instanceof TypeError) return wrong(say('people.noServer'));
  const word = words[problem.status] ?? (problem.by ? 'fault.taken' : USUAL[problem.status]);
  return wrong(word ? say(word, { by: problem.by }) : say('deeds.failed', { status: problem.status ?? '–' }));
}

/** Something could not be shown, and why. */
export function notLoaded(problem) {
  return say('failed', { problem: inWords(problem, { 503: 'people.busy' }).message });
}
