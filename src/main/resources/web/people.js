/** Who is logged in, at the top of the page; and the ways in and out. */
import { showAccounts } from './accounts.js';
import { askPassword, logIn } from './login.js';
import { make } from './make.js';
import { refresh, send, who } from './server.js';
import { language, say } from './words.js';

const place = document.getElementById('people');

function button(word, act, more = {}) {
  return make('button', { type: 'button', onclick: act, ...more }, say(word));
}

async function logOut() {
  await send('DELETE', 'session').catch(() => {});
  // Nothing of what was seen stays on the screen.
  location.reload();
}

/** Who is shown, and in which language: a menu that is open must not close because somebody asked for the same once more. */
let drawn = null;

function draw() {
  const { name, role } = who();
  const now = JSON.stringify([name, role, language()]);
  if (now === drawn) return;
  drawn = now;
  if (!name) {
    place.replaceChildren(button('people.login', () => letIn(false)));
    return;
  }
  const menu = make('details', { class: 'menu' },
    make('summary', { id: 'person' }, make('b', {}, name), make('span', { class: 'long' }, say(`role.${role}`))),
    make('div', {},
      make('p', { class: 'small' }, `${name} – ${say(`role.${role}`)}`),
      role === 'administrator' ? button('accounts', () => close(menu, showAccounts)) : null,
      button('people.change', () => close(menu, () => askPassword(false).then(draw))),
      button('people.logout', logOut)));
  menu.addEventListener('toggle', () => menu.open && menu.querySelector('button').focus());
  menu.addEventListener('focusout', (event) => event.relatedTarget && !menu.contains(event.relatedTarget) && menu.removeAttribute('open'));
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.stopPropagation();
    menu.removeAttribute('open');
    menu.querySelector('summary').focus();
  });
  place.replaceChildren(menu);
}

function close(menu, then) {
  menu.removeAttribute('open');
  then();
}

/** Until somebody is in, when the figures are not for everybody. */
async function letIn(isNeeded) {
  let password = await logIn(isNeeded);
  while (isNeeded && !who().name) {
    document.querySelector('.languages [aria-pressed="false"]').click();
    password = await logIn(isNeeded);
  }
  if (who().name && who().mustChange) await askPassword(true, password);
  draw();
}

document.addEventListener('click', (event) => {
  const menu = place.querySelector('details[open]');
  if (menu && !menu.contains(event.target)) menu.removeAttribute('open');
});
new MutationObserver(draw).observe(document.body, { attributeFilter: ['data-role'] });
// After the page itself has changed its language.
document.querySelector('.languages').addEventListener('click', () => setTimeout(draw));

async function begin() {
  try {
    await refresh();
  } catch {
    setTimeout(begin, 5_000);
    return;
  }
  draw();
  if (who().name && who().mustChange) await askPassword(true).then(draw);
  else if (who().read === 'login' && !who().name) await letIn(true);
}

begin();
