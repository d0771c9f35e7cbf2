/** What a person may do about an incident, each a form that says what it will do. */
import { inWords } from './faults.js';
import { dialog, field } from './login.js';
import { make } from './make.js';
import { send, who } from './server.js';
import { clock, day, say } from './words.js';

const HOUR = 3_600_000;
const SNOOZES = [1, 4, 12, 24, 72];
const MAY = ['operator', 'administrator'];

export function mayAct() {
  return MAY.includes(who().role);
}

/** The buttons; `done` after each deed. Nothing for who may only look, but why. */
export function deeds(incident, ground, done) {
  if (!mayAct()) return make('p', { class: 'small acting' }, say(who().name ? 'deeds.viewer' : 'deeds.nobody'));
  const act = async (deed, more = {}) => {
    await send('POST', `incidents/${encodeURIComponent(incident.id)}/acts`, { deed, ...more });
    done();
    return true;
  };
  const fault = make('p', { class: 'fault', role: 'alert' });
  const button = (deed, does, kind = '') => make('button', { type: 'button', class: kind, 'data-deed': deed, onclick: async () => {
    fault.textContent = '';
    try {
      await does();
    } catch (problem) {
      fault.textContent = inWords(problem).message;
    }
  } }, say(`deeds.${deed}`));
  const isHeld = !incident.open && incident.hand && !incident.end;
  return make('section', { class: 'acting' }, make('h3', {}, say('deeds')), make('p', { class: 'buttons' },
    incident.open && !incident.care.acknowledged ? button('acknowledge', () => act('acknowledge'), 'go') : null,
    button('assign', () => assign(incident, act)),
    button('comment', () => comment(act)),
    incident.open ? button('snooze', () => snooze(incident, act)) : null,
    incident.open && incident.cause !== 'collection' ? button('close', () => close(act)) : null,
    isHeld ? button('reopen', () => reopen(act)) : null), fault);
}

function value(part) {
  return part.querySelector('input, select, textarea').value.trim();
}

function area(word, attributes) {
  const id = `area-${word}`;
  return make('p', { class: 'ask' }, make('label', { for: id }, say(word)), make('textarea', { id, rows: 3, maxlength: 2000, ...attributes }));
}

function assign(incident, act) {
  const to = field('deeds.assignee', { autocomplete: 'off', maxlength: 100, value: incident.care.assignee ?? who().name });
  return dialog('deeds.assign', [to, make('p', { class: 'small' }, say('deeds.assignNote'))], 'deeds.assign', () => act('assign', { assignee: value(to) }));
}

function comment(act) {
  const text = area('deeds.text', { required: true });
  return dialog('deeds.comment', [text], 'deeds.comment', () => act('comment', { text: value(text) }));
}

function snooze(incident, act) {
  // By the server's clock: in a demonstration it runs faster than the reader's.
  const now = Date.parse(incident.asOf);
  const options = SNOOZES.map((hours) => [new Date(now + hours * HOUR).toISOString(), hours]);
  const until = make('p', { class: 'ask' }, make('label', { for: 'snooze-until' }, say('deeds.until')),
    make('select', { id: 'snooze-until' }, ...options.map(([time, hours]) => make('option', { value: time }, say('deeds.hours', { n: hours, time: `${clock(time)} ${day(time)}` })))));
  const reason = field('deeds.reason', { maxlength: 2000, autocomplete: 'off' });
  return dialog('deeds.snooze', [until, reason, make('p', { class: 'small' }, say('deeds.snoozeNote'))], 'deeds.snooze', () => act('snooze', { until: value(until), reason: value(reason) }));
}

function close(act) {
  const reason = area('deeds.reason', { required: true });
  return dialog('deeds.close', [reason, make('p', { class: 'small' }, say('deeds.closeNote'))], 'deeds.close', () => act('close', { reason: value(reason) }));
}

function reopen(act) {
  const reason = field('deeds.reason', { maxlength: 2000, autocomplete: 'off' });
  return dialog('deeds.reopen', [reason], 'deeds.reopen', () => act('reopen', { reason: value(reason) }));
}
