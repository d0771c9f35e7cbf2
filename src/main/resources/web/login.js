/** The two things a person types here: who they are, and a new password. */
import { inWords, wrong } from './faults.js';
import { make } from './make.js';
import { refresh, send, take, who } from './server.js';
import { say } from './words.js';

let fields = 0;

/** A field with its word above it. */
export function field(word, attributes) {
  const id = `field-${++fields}`;
  return make('p', { class: 'ask' }, make('label', { for: id }, say(word)), make('input', { id, required: true, ...attributes }));
}

/** One of several, with its word above it. */
export function choice(word, options) {
  const id = `field-${++fields}`;
  return make('p', { class: 'ask' }, make('label', { for: id }, say(word)), make('select', { id }, ...options.map(([key, text]) => make('option', { value: key }, text))));
}

/** What was typed or chosen in a field. */
export function value(part) {
  return part.querySelector('input, select').value.trim();
}

/**
 * A form over the page. Gives what `done` gives; null when it was left. What is wrong is said in the form, which stays.
 *
 * @param isNeeded whether it cannot be left by a key
 * @param leave the word for leaving it, null for none
 */
export function dialog(title, parts, accept, done, { isNeeded = false, leave = 'people.cancel' } = {}) {
  return new Promise((gone) => {
    let given = null;
    const fault = make('p', { class: 'fault', role: 'alert' });
    const go = make('button', { type: 'submit', class: 'go' }, say(accept));
    const away = leave && make('button', { type: 'button', onclick: () => box.close() }, say(leave));
    const form = make('form', { novalidate: true }, make('h2', { id: 'dialog-name' }, say(title)), ...parts, fault, make('p', { class: 'acts' }, away, go));
    const box = make('dialog', { class: 'over', 'aria-labelledby': 'dialog-name' }, form);
    box.addEventListener('cancel', (event) => isNeeded && event.preventDefault());
    // The page below closes its panel by the same key.
    box.addEventListener('keydown', (event) => event.key === 'Escape' && event.stopPropagation());
    box.addEventListener('close', () => {
      box.remove();
      gone(given);
    });
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      go.disabled = true;
      fault.textContent = '';
      try {
        given = await done();
        box.close();
      } catch (problem) {
        fault.textContent = inWords(problem).message;
      }
      go.disabled = false;
    });
    document.body.append(box);
    box.showModal();
    form.querySelector('.ask input')?.focus();
  });
}

const REFUSED = { 400: 'people.wrong', 401: 'people.wrong', 429: 'people.tooMany', 503: 'people.busy' };

/**
 * Gives the password that was right, so that a forced change need not ask for it again; null when it was left. One that is needed is left only for the other
 * language.
 */
export function logIn(isNeeded) {
  const name = field('people.name', { name: 'username', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', maxlength: 32 });
  const password = field('people.password', { name: 'password', type: 'password', autocomplete: 'current-password', maxlength: 200 });
  const [who, secret] = [name, password].map((part) => part.querySelector('input'));
  return dialog('people.login', [name, password], 'people.login', async () => {
    try {
      take(await send('POST', 'session', { name: who.value.trim(), password: secret.value }));
      return secret.value;
    } catch (problem) {
      secret.value = '';
      secret.focus();
      throw inWords(problem, REFUSED);
    }
  }, { isNeeded, leave: isNeeded ? 'people.language' : 'people.cancel' });
}

/** @param known the old password, when it was typed just now */
export function askPassword(isForced, known = null) {
  const old = known ? null : field('people.old', { type: 'password', autocomplete: 'current-password', maxlength: 200 });
  const next = field('people.new', { type: 'password', autocomplete: 'new-password', maxlength: 200 });
  const again = field('people.again', { type: 'password', autocomplete: 'new-password', maxlength: 200 });
  const value = (part) => part.querySelector('input').value;
  const { shortest, kinds } = who();
  const rule = say('people.rule', { n: shortest }) + (kinds > 1 ? ` ${say('people.kinds', { n: kinds })}` : '');
  const whom = make('input', { type: 'text', autocomplete: 'username', value: who().name, hidden: true });
  const parts = [isForced ? make('p', {}, say('people.mustChange')) : null, whom, old, next, make('p', { class: 'small' }, rule), again].filter(Boolean);
  return dialog('people.change', parts, 'people.change', async () => {
    if ([...value(next)].length < shortest) throw wrong(say('people.short', { n: shortest }));
    if (value(next) !== value(again)) throw wrong(say('people.differ'));
    try {
      take(await send('POST', 'session/password', { old: known ?? value(old), new: value(next) }));
      return true;
    } catch (problem) {
      if (problem.status === 401) await refresh().catch(() => {});
      throw inWords(problem, { 400: 'people.weak', 401: 'people.oldWrong', 429: 'people.tooMany', 503: 'people.busy' });
    }
  }, { isNeeded: isForced, leave: isForced ? null : 'people.cancel' });
}
