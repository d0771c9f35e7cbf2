/** Silences and planned maintenance: what holds, what is planned, what is over; and planning one more. */
import { mayAct } from './deeds.js';
import { notLoaded } from './faults.js';
import { choice, dialog, field, value } from './login.js';
import { make } from './make.js';
import { showRoutes } from './routes.js';
import { ask, send } from './server.js';
import { areaName, clock, day, formTime, say } from './words.js';

const SHOWN = 200;
const PARTS = ['area', 'village', 'operator', 'station', 'olt', 'pon'];
const HOUR = 3_600_000;

export class Silences {
  constructor(element, ground) {
    this.element = element;
    this.ground = ground;
    this.known = null;
  }

  /** Asks again what there is. */
  async renew() {
    try {
      this.known = (await ask('silences', { limit: SHOWN })).silences;
      this.redraw();
    } catch (problem) {
      this.element.replaceChildren(make('p', { class: 'empty' }, notLoaded(problem)));
    }
  }

  redraw() {
    if (!this.known) return;
    const order = { now: 0, planned: 1, over: 2 };
    const rows = [...this.known].sort((a, b) => order[a.state] - order[b.state] || Date.parse(b.start) - Date.parse(a.start));
    this.element.replaceChildren(
      make('div', { class: 'plan' }, make('p', { class: 'small' }, say('silences.note')), mayAct() ? make('button', { type: 'button', class: 'go', id: 'plan', onclick: () => this.plan() }, say('silences.plan')) : null,
        make('button', { type: 'button', id: 'who-told', onclick: () => showRoutes(this.ground) }, say('routes'))),
      rows.length ? make('ul', { class: 'incidents' }, ...rows.map((row) => make('li', {}, this.card(row)))) : make('p', { class: 'empty' }, say('silences.none')));
  }

  card(row) {
    const at = (time) => `${clock(time)} ${day(time)}`;
    const end = async () => {
      const done = await dialog('silences.end', [make('p', {}, over(row.over)), make('p', { class: 'small' }, say('silences.endNote'))], 'silences.end', () => send('DELETE', `silences/${encodeURIComponent(row.id)}`));
      if (done) await this.renew();
    };
    return make('div', { class: `incident silence is-${row.state}`, 'data-silence': row.id },
      make('span', { class: 'line' }, make('b', {}, say(`silences.${row.kind}`)), make('i', { class: 'tag' }, say(`silences.state.${row.state}`)), make('i', { class: 'tag quiet' }, row.id)),
      make('span', { class: 'name' }, over(row.over)),
      make('span', {}, row.reason),
      make('span', { class: 'small' }, say('silences.span', { from: at(row.start), to: at(row.ended ?? row.end) })),
      make('span', { class: 'small' }, say('silences.by', { by: row.by, time: at(row.at) })),
      row.state !== 'over' && mayAct() ? make('span', {}, make('button', { type: 'button', class: 'end', onclick: end }, say('silences.end'))) : null);
  }

  async plan() {
    const kind = choice('silences.kind', [['maintenance', say('silences.maintenance')], ['silence', say('silences.silence')]]);
    const part = choice('silences.part', PARTS.map((name) => [name, say(`part.${name}`)]));
    const where = make('div', {});
    const fill = () => where.replaceChildren(this.where(value(part)));
    part.addEventListener('change', fill);
    fill();
    const only = choice('silences.operator', [['', say('silences.allOperators')], ...this.ground.operators()]);
    const start = field('silences.start', { type: 'datetime-local', value: formTime(this.ground.now()) });
    const end = field('silences.stop', { type: 'datetime-local', value: formTime(this.ground.now() + 4 * HOUR) });
    const reason = field('deeds.reason', { maxlength: 2000, autocomplete: 'off' });
    const show = () => (only.hidden = !['area', 'village'].includes(value(part)));
    part.addEventListener('change', show);
    const done = await dialog('silences.plan', [kind, part, where, only, start, end, reason], 'silences.accept', () => {
      const over = { kind: value(part), id: value(where).split(' – ')[0] };
      if (!only.hidden && value(only)) over.operator = value(only);
      return send('POST', 'silences', { kind: value(kind), over, start: zoned(value(start)), end: zoned(value(end)), reason: value(reason) });
    });
    if (done) await this.renew();
  }

  where(part) {
    if (part === 'area') return choice('part.area', this.ground.areas().map((area) => [area.code, `${areaName(area)} (${area.code})`]));
    if (part === 'operator') return choice('part.operator', [...this.ground.operators()]);
    const own = field(`part.${part}`, { autocomplete: 'off', spellcheck: 'false', list: part === 'village' ? 'villages-known' : null });
    if (part === 'village') own.append(make('datalist', { id: 'villages-known' }, ...[...this.ground.villages()].map(([id, { name }]) => make('option', { value: `${id} – ${name}` }))));
    return own;
  }
}

function over({ kind, id, name, operatorName }) {
  const named = name && name !== id ? `${name} (${id})` : id;
  return [`${say(`part.${kind}`)}: ${named}`, operatorName].filter(Boolean).join(' · ');
}

function zoned(text) {
  return text ? `${text}:00+07:00` : '';
}
