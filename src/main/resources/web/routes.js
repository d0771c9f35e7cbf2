/** Who is told of what: contacts and routes as the policy has them, who is on call, and who would be told if. Nothing is sent. */
import { inWords } from './faults.js';
import { choice, dialog, field, value } from './login.js';
import { make } from './make.js';
import { reason } from './reasons.js';
import { ask } from './server.js';
import { areaName, clock, day, formTime, language, moment, say } from './words.js';

const SEVERITIES = ['warning', 'major', 'critical'];
const CAUSES = ['mobile_site', 'mobile_operator', 'mobile_unknown', 'backhaul', 'feeder_fibre', 'drop_fibre', 'olt', 'power_village', 'power_household', 'unknown', 'collection'];

const spoken = (pair) => pair[language()] ?? pair.vi;

function contact(one) {
  const time = [one.from && say('routes.from', { day: day(one.from) }), one.to && say('routes.to', { day: day(one.to) })].filter(Boolean).join(' ');
  return make('li', {},
    make('b', {}, spoken(one.name)), ' ', make('span', { class: 'small' }, [say(`routes.${one.audience}`), time, say('routes.line', { n: one.line })].filter(Boolean).join(' · ')),
    make('span', { class: 'way' }, one.channels.flat().length === 0 ? say('routes.noWay') : one.channels.map((turn) => turn.map((name) => (name === '*' ? say('routes.every') : name)).join(' + ')).join(` ${say('routes.then')} `)));
}

function route(one) {
  const how = [say(`routes.send.${one.send}`), say(`routes.group.${one.group}`), one.continue ? say('routes.continue') : null, say('routes.line', { n: one.line })];
  return make('li', {}, make('b', {}, one.route), ' → ', one.to.join(', ') || say('routes.nobody'), ' ', make('span', { class: 'small' }, how.filter(Boolean).join(' · ')));
}

function roundup(one) {
  const about = one.about.map((word) => say(`routes.about.${word}`)).join(', ');
  const how = [about, say('routes.next', { time: moment(one.next) }), say('routes.line', { n: one.line })];
  return make('li', {}, make('b', {}, one.roundup), ' → ', one.to.join(', '), ' ', make('span', { class: 'small' }, how.join(' · ')));
}

function turn(one) {
  const until = one.until ? say('routes.until', { time: moment(one.until), then: one.then ?? '–' }) : '';
  return make('li', {}, make('b', {}, one.calendar), ': ', one.contact ?? '–', ' ', make('span', { class: 'small' }, until));
}

function told(one) {
  return make('li', { 'data-told': one.channel },
    make('b', {}, spoken(one.name)), ' ', make('span', { class: 'way' }, `${one.channel} – ${clock(one.at)} ${day(one.at)}`), make('span', { class: 'small' }, spoken(one.why)));
}

function answered(found) {
  const notes = [
    found.heldBack && say('routes.heldBack', { why: reason(found.heldBack), time: found.heldBackUntil ? moment(found.heldBackUntil) : '–' }),
    found.nobodyBy && say('routes.byLine', { n: found.nobodyBy.line, route: found.nobodyBy.route }),
    found.told.length === 0 && !found.nobody && say('routes.nobody'),
  ];
  return [make('ul', { class: 'accounts told-list' }, ...found.told.map(told)), ...notes.filter(Boolean).map((note) => make('p', { class: 'told' }, note))];
}

function list(word, rows) {
  return rows.length ? make('details', { open: rows.length < 8 }, make('summary', {}, say(word)), make('ul', { class: 'routes' }, ...rows)) : null;
}

export async function showRoutes(ground) {
  const area = choice('part.area', [['', '–'], ...ground.areas().map((one) => [one.code, `${areaName(one)} (${one.code})`])]);
  const operator = choice('part.operator', [['', '–'], ...ground.operators()]);
  const cause = choice('incidents.cause', CAUSES.map((one) => [one, say(`cause.${one}`)]));
  const severity = choice('incidents.severity', SEVERITIES.map((one) => [one, say(`severity.${one}`)]));
  const at = field('routes.at', { type: 'datetime-local', value: formTime(ground.now()), required: false });
  const found = make('div', { id: 'would', role: 'status' });
  const fault = make('p', { class: 'fault', role: 'alert' });
  let asked = 0;
  const look = async () => {
    const mine = ++asked;
    try {
      const answer = await ask('policy/dry-run', { area: value(area), operator: value(operator), cause: value(cause), severity: value(severity), at: value(at) && `${value(at)}:00+07:00` });
      // An answer that was overtaken by a later question says nothing of it.
      if (mine !== asked) return;
      fault.textContent = '';
      found.replaceChildren(...answered(answer));
    } catch (problem) {
      fault.textContent = inWords(problem).message;
    }
  };
  const form = make('div', { class: 'would', onchange: look }, area, operator, cause, severity, at);
  const policy = await ask('policy');
  await look();
  const parts = [
    list('routes.contacts', policy.contacts.map(contact)), list('routes.routes', policy.routes.map(route)), list('routes.roundups', policy.roundups.map(roundup)), list('routes.onCall', policy.onCall.map(turn)),
    make('h3', {}, say('routes.would')), make('p', { class: 'small' }, say('routes.note')), form, found, fault];
  await dialog('routes', parts.filter(Boolean), 'people.done', () => true, { leave: null });
}
