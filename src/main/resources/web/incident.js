/** One incident: why, whom it touches, what happened to it when, who was told, and what may be done about it. */
import { deeds } from './deeds.js';
import { notLoaded } from './faults.js';
import { card, place } from './incidents.js';
import { make } from './make.js';
import { reason } from './reasons.js';
import { ask } from './server.js';
import { clock, count, day, knows, language, say } from './words.js';

const MEMBERS_SHOWN = 60;

export class IncidentPanel {
  constructor(element, ground, closed) {
    this.element = element;
    this.ground = ground;
    this.closed = closed;
    this.id = null;
    this.villages = null;
    this.turn = 0;
    element.addEventListener('keydown', (event) => event.key === 'Escape' && closed());
  }

  async open(id) {
    const isNew = id !== this.id;
    this.id = id;
    const turn = ++this.turn;
    this.element.hidden = false;
    if (isNew) this.element.replaceChildren(this.bar(''), make('p', { class: 'small' }, say('loading')));
    const path = `incidents/${encodeURIComponent(id)}`;
    try {
      const [incident, care] = await Promise.all([ask(path), ask(`${path}/acts`)]);
      if (turn === this.turn) this.show(incident, care, isNew);
    } catch (problem) {
      if (turn !== this.turn) return;
      const words = problem.status === 404 ? say('incident.unknown', { id }) : notLoaded(problem);
      this.element.replaceChildren(this.bar(id), make('p', { class: 'empty' }, words));
    }
  }

  hide() {
    this.turn++;
    this.id = null;
    this.villages = null;
    this.ground.changed();
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  bar(name) {
    return make('header', {}, make('h2', { id: 'incident-name', tabindex: '-1' }, name), make('button', { type: 'button', class: 'close', 'aria-label': say('close'), title: `${say('close')} (Esc)`, onclick: this.closed }, '×'));
  }

  show(incident, care, isNew) {
    const members = touchedBy(incident);
    this.villages = members.length ? new Set(members.map(({ village }) => village)) : null;
    this.ground.changed();
    const top = this.element.scrollTop;
    this.element.replaceChildren(
      this.bar(place(incident)),
      make('p', { class: 'small' }, incident.id),
      card(incident, incident.asOf, null),
      make('section', { class: 'why' }, make('h3', {}, say('panel.why')), make('p', {}, incident.text[language()])),
      cared(incident),
      deeds(incident, this.ground, () => this.open(incident.id)),
      this.members(members),
      history(incident, care),
    );
    this.element.scrollTop = isNew ? 0 : top;
    if (isNew) this.element.querySelector('#incident-name').focus({ preventScroll: true });
  }

  members(members) {
    if (members.length === 0) return null;
    const rows = members.slice(0, MEMBERS_SHOWN).map((member) => make('li', {}, make('button', { type: 'button', class: 'member', onclick: () => this.ground.village(member.village) },
      member.villageName ?? member.village, make('span', { class: 'small' }, touched(member, this.ground)))));
    const more = members.length - rows.length;
    return make('section', {}, make('h3', {}, say('incident.members', { n: count(members.length) })), make('ul', { class: 'members' }, ...rows), more > 0 ? make('p', { class: 'small' }, say('incident.membersMore', { n: count(more) })) : null);
  }
}

function touchedBy({ mobile, network, village, villageName }) {
  return mobile?.members ?? network?.members ?? (village ? [{ village, villageName }] : []);
}

function touched(member, ground) {
  if (member.operators) return member.operators.map((operator) => ground.operators().get(operator) ?? operator).join(', ');
  if (member.hidden) return say('fewHouseholds');
  return member.expected == null ? '' : say('incident.memberLines', { gone: count(member.gone), expected: count(member.expected) });
}

/** Who looks after it, and why nobody is told. */
function cared({ care }) {
  const at = (time) => `${clock(time)} ${day(time)}`;
  const lines = [
    care.acknowledged ? say('care.acknowledged', { by: care.acknowledged.by, time: at(care.acknowledged.at) }) : say('care.unacknowledged'),
    care.assignee && say('care.assignee', { who: care.assignee }),
    care.snoozedUntil && say('care.snoozed', { time: at(care.snoozedUntil) }),
    care.maintenance.length > 0 && say('care.maintenance', { ids: care.maintenance.join(', ') }),
    care.silences.length > care.maintenance.length && say('care.silenced', { ids: care.silences.join(', ') }),
  ].filter(Boolean);
  return make('section', {}, make('h3', {}, say('care')), make('ul', { class: 'care' }, ...lines.map((line) => make('li', {}, line))));
}

/** Revisions, acts and notices in one line of time, newest first. */
function history(incident, { acts, notices }) {
  const rows = [
    ...incident.revisions.map((revision, i) => ({ at: revision.at, order: 0, kind: 'revision', row: revised(revision, incident.revisions[i - 1]) })),
    ...acts.map((act) => ({ at: act.at, order: 1, kind: 'act', row: acted(act) })),
    ...notices.map((notice) => ({ at: notice.at, order: 2, kind: 'notice', row: told(notice) })),
  ].filter(({ row }) => row);
  rows.sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || b.order - a.order);
  return make('section', {}, make('h3', {}, say('history')), make('ol', { class: 'history' }, ...rows.map(({ at, kind, row }) => make('li', { class: kind },
    make('time', { datetime: at }, clock(at), make('span', {}, day(at))), make('div', {}, ...row)))));
}

function revised(revision, before) {
  if (revision.state !== 'updated') {
    const word = revision.state === 'opened' && before ? 'history.reopened' : `history.${revision.state}`;
    return [make('b', {}, say(word)), ` – ${say(`severity.${revision.severity}`)}`];
  }
  const changes = [
    revision.severity !== before?.severity && say('history.severity', { severity: say(`severity.${revision.severity}`) }),
    revision.operators.join() !== before?.operators.join() && say('history.operators', { operators: revision.operatorNames.join(', ') || say('none') }),
    revision.villages !== before?.villages && say('incident.villages', { n: count(revision.villages) }),
    revision.cause !== before?.cause && say(`cause.${revision.cause}`),
    revision.unobserved !== before?.unobserved && say(revision.unobserved ? 'incident.unobserved' : 'history.observed'),
    revision.flapping !== before?.flapping && say(revision.flapping ? 'incident.flapping' : 'history.calm'),
    revision.parent !== before?.parent && (revision.parent ? say('history.joined', { parent: revision.parent }) : say('history.parted')),
  ].filter(Boolean);
  return changes.length ? [changes.join(' · ')] : null;
}

function acted(act) {
  const { reason: why, text, assignee, until } = act.details;
  const word = act.deed === 'assign' && !assignee ? 'deed.unassign' : `deed.${act.deed}`;
  const what = knows(word) ? say(word, { who: assignee ?? '', time: until ? `${clock(until)} ${day(until)}` : '' }) : act.deed;
  return [make('b', {}, act.by), ` – ${what}`, why || text ? make('p', { class: 'said' }, text ?? why) : null].filter(Boolean);
}

function told(notice) {
  const step = knows(`step.${notice.step}`) ? say(`step.${notice.step}`) : notice.step;
  const rows = notice.receipts.map((receipt) => make('li', {}, `${receipt.channel}: ${knows(`result.${receipt.result}`) ? say(`result.${receipt.result}`) : receipt.result} – ${clock(receipt.at)} ${day(receipt.at)}`,
    receipt.detail ? make('span', { class: 'small' }, ` (${reason(receipt.detail)})`) : null));
  return [make('b', {}, say('history.notice')), ` – ${step}`, make('details', {}, make('summary', {}, say('history.noticeText')), make('p', { class: 'said' }, notice.text[language()])),
    rows.length ? make('ul', { class: 'receipts' }, ...rows) : make('p', { class: 'small' }, say('history.noReceipt'))];
}
