/** One village: how it stands, by which operators, why, and what was heard of it. */
import { drawChart } from './chart.js';
import { notLoaded } from './faults.js';
import { card } from './incidents.js';
import { make, sign } from './make.js';
import { ask } from './server.js';
import { timeline } from './timeline.js';
import { areaName, clock, count, day, knows, language, percent, say } from './words.js';

const HOUR = 3_600_000;

export class VillagePanel {
  constructor(element, closed) {
    this.element = element;
    this.closed = closed;
    this.id = null;
    this.turn = 0;
    element.addEventListener('keydown', (event) => event.key === 'Escape' && closed());
  }

  async open(id, names) {
    const isNew = id !== this.id;
    this.id = id;
    this.names = names;
    this.element.hidden = false;
    const turn = ++this.turn;
    if (isNew) this.element.replaceChildren(this.bar(''), make('p', { class: 'small' }, say('loading')));
    try {
      const village = await ask(`villages/${encodeURIComponent(id)}`);
      if (turn === this.turn) this.show(village, isNew);
      if (turn === this.turn) await this.showPast(village, turn);
    } catch (problem) {
      if (turn === this.turn) this.fail(id, problem);
    }
  }

  hide() {
    this.turn++;
    this.id = null;
    this.chart?.destroy();
    this.chart = null;
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  fail(id, problem) {
    const words = problem.status === 404 ? say('panel.unknown', { id }) : notLoaded(problem);
    this.element.replaceChildren(this.bar(id), make('p', { class: 'empty' }, words));
  }

  bar(name) {
    return make('header', {}, make('h2', { id: 'panel-name', tabindex: '-1' }, name), make('button', { type: 'button', class: 'close', 'aria-label': say('close'), title: `${say('close')} (Esc)`, onclick: this.closed }, '×'));
  }

  show(village, isNew) {
    // What is below is drawn again only when its numbers are here, so that nothing jumps under the reader.
    const kept = new Map([...this.element.querySelectorAll('[data-part]')].map((part) => [part.dataset.part, part]));
    const part = (name, title) => kept.get(name) ?? make('section', { 'data-part': name }, make('h3', {}, say(title)), make('div', { class: 'body' }, make('p', { class: 'small' }, say('loading'))));
    const top = this.element.scrollTop;
    this.element.replaceChildren(
      this.bar(called(village)),
      make('p', { class: 'where' }, village.area.map(areaName).join(', ')),
      standing(village),
      this.why(village),
      this.operators(village),
      part('signal', 'panel.signal'),
      fibre(village),
      ...flags(village),
      part('timeline', 'panel.timeline'),
      part('incidents', 'panel.incidents'),
      facts(village),
    );
    this.element.scrollTop = isNew ? 0 : top;
    if (isNew) this.element.querySelector('#panel-name').focus({ preventScroll: true });
  }

  async showPast(village, turn) {
    const to = new Date(village.asOf).getTime();
    const path = `villages/${encodeURIComponent(village.id)}`;
    const span = (hours) => ({ from: new Date(to - hours * HOUR).toISOString(), to: new Date(to).toISOString() });
    const [readings, standings, incidents] = await Promise.all([
      ask(`${path}/readings`, { ...span(24), step: '5m' }),
      ask(`${path}/standings`, { ...span(168), limit: 1000 }),
      ask('incidents', { village: village.id, limit: 20 }),
    ]);
    if (turn !== this.turn) return;
    const body = (name) => this.element.querySelector(`[data-part="${name}"] .body`);
    this.chart?.destroy();
    this.chart = drawChart(body('signal'), readings, this.names);
    body('timeline').replaceChildren(timeline(standings, village, this.names));
    body('incidents').replaceChildren(...this.pastIncidents(incidents.incidents, village.asOf));
  }

  pastIncidents(incidents, asOf) {
    if (incidents.length === 0) return [make('p', { class: 'small' }, say('panel.incidents.none'))];
    return incidents.map((incident) => card(incident, asOf, null));
  }

  why(village) {
    if (!village.why) return null;
    const rows = village.why.evidence.map((fact) => make('li', {}, this.evidence(fact)));
    return make('section', { class: 'why' }, make('h3', {}, say('panel.why')), make('p', {}, village.why[language()]),
      rows.length ? make('details', {}, make('summary', {}, say('panel.evidence')), make('ul', {}, ...rows)) : null);
  }

  evidence(fact) {
    const what = knows(`evidence.${fact.what}`) ? say(`evidence.${fact.what}`) : fact.what;
    const who = fact.subject === 'fibre' ? say('panel.fibre') : this.names.get(fact.subject) ?? fact.subject;
    const value = told(fact);
    return `${[who, what].filter(Boolean).join(' – ')}: ${value}${fact.at ? ` (${clock(fact.at)} ${day(fact.at)})` : ''}`;
  }

  operators(village) {
    const rows = village.points.flatMap((point) => point.slots.map((slot) => ({ point, slot })));
    const own = make('section', {}, make('h3', {}, say('panel.operators')));
    const centre = rows.filter(({ point }) => point.kind === 'CENTRE');
    if (centre.length === 0) own.append(make('p', { class: 'small' }, say('panel.noOperators')));
    own.append(make('ul', { class: 'slots' }, ...centre.map(({ slot }) => this.slot(slot))));
    for (const { point, slot } of rows.filter(({ point }) => point.kind === 'CLUSTER')) {
      own.append(make('ul', { class: 'slots cluster' }, this.slot(slot, `${say('evidence.cluster')} ${point.id}`)));
    }
    return own;
  }

  slot(slot, where = '') {
    return make('li', {}, sign(slot.standing),
      make('b', {}, this.names.get(slot.operator) ?? slot.operator),
      make('span', { class: `mark ${slot.standing}` }, say(`standing.${slot.standing}`)),
      make('span', { class: 'small' }, [where, slot.since && say('panel.since', { time: `${clock(slot.since)} ${day(slot.since)}` }), slot.rsrp != null && say('panel.level', { n: String(Math.round(slot.rsrp)).replace('-', '−') })].filter(Boolean).join(' · ')));
  }
}

/** The value of one piece of evidence in the reader's words; what has no words stands as it is. */
function told({ what, value }) {
  const key = ['standing', 'silence'].map((group) => `${group}.${value}`).find(knows);
  if (key) return say(key);
  const lines = what === 'lines' && value.match(/^(\d+) up, (\d+) down, (\d+) silent$/);
  if (lines) return say('evidence.linesTold', { up: count(lines[1]), down: count(lines[2]), silent: count(lines[3]) });
  return value.replace(/^-/, '−');
}

/** "Thôn Nà Lạn"; but "Bản Co", whose name says already what it is. */
function called({ kind, name }) {
  const capital = kind.charAt(0).toUpperCase() + kind.slice(1);
  return name.toLowerCase().startsWith(kind.toLowerCase()) ? name : `${capital} ${name}`;
}

function standing(village) {
  const since = village.since ? say('panel.since', { time: `${clock(village.since)} ${day(village.since)}` }) : say('panel.sinceNever');
  return make('div', { class: `verdict ${village.standing}` }, sign(village.standing),
    make('b', {}, say(`standing.${village.standing}`)), make('span', {}, since),
    village.whiteSpot ? make('i', { class: 'tag' }, say(`whiteSpot.${village.whiteSpot}`)) : null,
    village.silence ? make('i', { class: 'tag' }, say(`silence.${village.silence}`)) : null);
}

/** Devices somebody should look at; nothing when there is none. */
function flags(village) {
  if (!village.flags?.length) return [];
  const rows = village.flags.map((flag) => make('li', {}, `${flag.device}: ${flag[language()]}`));
  return [make('section', { class: 'flags' }, make('h3', {}, say('panel.flags')), make('ul', {}, ...rows))];
}

function fibre({ fibre: lines, fibreHidden }) {
  const own = make('section', {}, make('h3', {}, say('panel.fibre')));
  const tell = (text, kind) => own.append(make('p', { class: kind }, text));
  if (fibreHidden) {
    tell(say('fewHouseholds'), 'small');
    return own;
  }
  if (lines.lines === 0) tell(say('panel.fibre.noLines'), 'small');
  else if (!lines.heard) tell(say('panel.fibre.never'), 'small');
  else tell(lines.share == null ? say('panel.fibre.unshared', { n: count(lines.households) }) : say('panel.fibre.households', { n: count(lines.households), share: percent(lines.share) }), '');
  if (lines.lines > 0) tell(say('panel.fibre.lines', { lines: count(lines.lines), up: count(lines.up), down: count(lines.down), silent: count(lines.silent) }), 'small');
  return own;
}

function facts(village) {
  const { households, history } = village;
  const known = households.count != null;
  return make('dl', { class: 'facts' },
    make('dt', {}, say('panel.households')),
    make('dd', {}, known ? count(households.count) : say('notTold'),
      households.assumed ? make('i', { class: 'tag' }, say('panel.assumed')) : null,
      make('span', { class: 'small' }, [households.asOf && say('panel.householdsAsOf', { date: day(`${households.asOf}T00:00:00+07:00`) }), households.source && say('panel.source', { source: households.source })].filter(Boolean).join('. '))),
    make('dt', {}, say('panel.history')),
    make('dd', {}, ...history.map((row) => make('span', { class: 'row' }, `${span(row)}: ${row.area.map(areaName).join(', ') || row.areaCode}`))),
    make('dt', {}, say('panel.place')),
    make('dd', {}, `${village.lat.toFixed(4)}, ${village.lon.toFixed(4)}`));
}

function span({ validFrom, validTo }) {
  return `${validFrom ? day(validFrom) : '…'} – ${validTo ? day(validTo) : say('panel.now')}`;
}
