/** A card of an incident: how bad, where, why, since when, whom it touches. */
import { make } from './make.js';
import { clock, count, day, duration, moment, say } from './words.js';

/** @param chosen told the incident when it is clicked; null for a card that only shows */
export function card(incident, asOf, chosen) {
  const isButton = Boolean(chosen);
  return make(
    isButton ? 'button' : 'div',
    { class: `incident ${incident.severity} ${incident.open ? 'open' : 'closed'}`, type: isButton ? 'button' : null, 'data-incident': isButton ? incident.id : null, onclick: () => isButton && chosen(incident) },
    make('span', { class: 'line' }, make('b', { class: 'severity' }, say(`severity.${incident.severity}`)), ...marks(incident)),
    chosen ? make('span', { class: 'name' }, place(incident)) : null,
    make('span', {}, say(`cause.${incident.cause}`)),
    make('span', { class: 'small' }, when(incident, asOf)),
    make('span', { class: 'small' }, whom(incident)),
    incident.network ? make('span', { class: 'small' }, evidence(incident.network)) : null,
    incident.mobile ? make('span', { class: 'small' }, together(incident.mobile)) : null,
  );
}

function marks(incident) {
  const tags = ['unobserved', 'flapping', 'retroactive', 'withdrawn', 'left'].filter((mark) => incident[mark]).map((mark) => make('i', { class: 'tag' }, say(`incident.${mark}`)));
  const { hand, care, back } = incident;
  const more = [
    back && back.served < back.of && say('incident.backInPart', { served: count(back.served), of: count(back.of) }),
    hand && say(incident.open ? 'incident.reopenedByHand' : 'incident.byHand'),
    care?.maintenance.length > 0 && say('incident.maintenance'),
    care && (care.silences.length > care.maintenance.length || care.snoozedUntil) && say('incident.silenced'),
    care?.acknowledged && say('incident.acknowledged'),
    care?.assignee && say('incident.assignee', { who: care.assignee }),
  ];
  tags.push(...more.filter(Boolean).map((text) => make('i', { class: 'tag' }, text)));
  tags.push(make('i', { class: 'tag quiet' }, say(incident.open ? 'incident.isOpen' : 'incident.isClosed')));
  return tags;
}

const NAMED = 3;

/** The lines that went, of how many, and how many of them said they lost their power. */
function evidence(network) {
  const where = network.pons.length === 1 ? `PON ${network.pons[0]}` : `OLT ${network.olt}`;
  return say('incident.lines', { where, gone: count(network.gone), expected: count(network.expected), gasps: count(network.dyingGasps) });
}

/** The villages that went together, of how many that are watched there. */
function together(mobile) {
  return say('incident.together', { went: count(mobile.went), watched: count(mobile.watched) });
}

export function place(incident) {
  if (incident.cause === 'collection') return say('incident.ourselves');
  if (incident.mobile && !incident.village) {
    const names = incident.mobile.members.slice(0, NAMED).map((member) => member.villageName ?? member.village);
    const stations = incident.mobile.level === 'station' ? incident.mobile.stations.slice(0, NAMED).map((name) => say('incident.station', { name })) : [];
    return [...stations, incident.areaName, ...names].filter(Boolean).join(', ');
  }
  if (incident.network && !incident.village) {
    return [...incident.network.members].sort((a, b) => b.gone - a.gone).slice(0, NAMED).map((member) => member.villageName ?? member.village).join(', ');
  }
  return [incident.villageName ?? incident.village, incident.areaName].filter(Boolean).join(', ');
}

function when(incident, asOf) {
  const { hand } = incident;
  if (hand && !incident.open && !incident.end) return say('incident.closedByHand', { time: `${clock(incident.start)} ${day(incident.start)}`, by: hand.by, closed: moment(hand.at) });
  const lasted = duration(new Date(incident.end ?? asOf) - new Date(incident.start));
  if (!incident.end) return say('incident.since', { time: `${clock(incident.start)} ${day(incident.start)}`, duration: lasted });
  return say('incident.closed', { from: moment(incident.start), to: moment(incident.end), duration: lasted });
}

function whom(incident) {
  if (incident.cause === 'collection') return say('incident.silent', { n: count(incident.villages) });
  const parts = [];
  if (incident.operatorNames?.length) parts.push(incident.operatorNames.join(', '));
  if (incident.villages > 1) parts.push(say('incident.villages', { n: count(incident.villages) }));
  parts.push(incident.households == null ? say('incident.householdsUnknown') : say('incident.households', { n: count(incident.households) }));
  return parts.join(' · ');
}
