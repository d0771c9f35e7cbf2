/** The accounts, for administrators: who may log in, and as what. */
import { inWords } from './faults.js';
import { dialog } from './login.js';
import { make } from './make.js';
import { send, who } from './server.js';
import { day, moment, say } from './words.js';

const ROLES = ['viewer', 'operator', 'administrator'];
const PROBLEMS = { 400: 'accounts.badName', 403: 'accounts.elsewhere', 409: 'accounts.conflict', 503: 'people.busy' };

function roles(chosen, attributes) {
  return make('select', attributes, ...ROLES.map((role) => make('option', { value: role, selected: role === chosen }, say(`role.${role}`))));
}

function state(account) {
  if (!account.enabled) return say('accounts.disabled');
  if (account.lockedUntil) return say('accounts.locked', { time: moment(account.lockedUntil) });
  return account.oneTime ? say('accounts.oneTime') : say('accounts.passwordAt', { day: day(account.passwordAt) });
}

export async function showAccounts() {
  const told = make('p', { class: 'told', role: 'status', hidden: true });
  const fault = make('p', { class: 'fault', role: 'alert' });
  const list = make('ul', { class: 'accounts' });

  async function does(act) {
    fault.textContent = '';
    told.hidden = true;
    try {
      const account = await act();
      if (account.oneTimePassword) {
        told.replaceChildren(say('accounts.once', { name: account.name }), ' ', make('code', {}, account.oneTimePassword));
        told.hidden = false;
      }
    } catch (problem) {
      fault.textContent = inWords(problem, PROBLEMS).message;
    }
    await fill();
  }

  function row(account) {
    const change = (body) => does(() => send('PATCH', `accounts/${encodeURIComponent(account.name)}`, body));
    const isOpen = account.enabled && !account.lockedUntil;
    const isOwn = account.name === who().name;
    return make('li', { 'data-account': account.name },
      make('b', {}, account.name), make('span', { class: 'small' }, state(account)),
      // One's own role and door are another administrator's to change.
      roles(account.role, { 'aria-label': say('accounts.role', { name: account.name }), disabled: isOwn, onchange: (event) => change({ role: event.target.value }) }),
      make('button', { type: 'button', disabled: isOwn, onclick: () => change({ oneTimePassword: true }) }, say('accounts.reset')),
      make('button', { type: 'button', disabled: isOwn, onclick: () => change({ enabled: !isOpen }) }, say(isOpen ? 'accounts.disable' : 'accounts.enable')));
  }

  async function fill() {
    try {
      const { accounts } = await send('GET', 'accounts');
      list.replaceChildren(...accounts.map(row));
    } catch (problem) {
      fault.textContent = inWords(problem, PROBLEMS).message;
    }
  }

  const name = make('input', { 'aria-label': say('people.name'), placeholder: say('people.name'), autocapitalize: 'none', autocomplete: 'off', spellcheck: 'false', maxlength: 32 });
  const role = roles('viewer', { 'aria-label': say('accounts.newRole') });
  const add = make('button', { type: 'button', onclick: () => does(async () => {
    const account = await send('POST', 'accounts', { name: name.value.trim(), role: role.value });
    name.value = '';
    return account;
  }) }, say('accounts.add'));
  name.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add.click();
  });
  // Elsewhere not even the list is told.
  const isHere = who().administration;
  if (isHere) await fill();
  const parts = isHere ? [list, make('p', { class: 'add' }, name, role, add), told, fault] : [make('p', {}, say('accounts.elsewhere'))];
  await dialog('accounts', parts, 'people.done', () => true, { leave: null });
}
