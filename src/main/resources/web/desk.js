/** Incidents: the list with its filters, one of them with all that happened to it, and what is silenced. */
import { notLoaded } from './faults.js';
import { IncidentPanel } from './incident.js';
import { card, place } from './incidents.js';
import { make } from './make.js';
import { many } from './opened.js';
import { askAll } from './server.js';
import { Silences } from './silences.js';
import { chooseTab } from './tabs.js';
import { count, fold, language, say } from './words.js';

const WEIGHT = { critical: 0, major: 1, warning: 2 };
const CLOSED_SHOWN = 1000;
const STATES = ['open', 'closed', 'all'];

export class IncidentDesk {
  /** @param ground what is known of villages, areas and operators; `village` opens one */
  constructor({ list, panel, silences }, ground) {
    this.element = list;
    this.ground = ground;
    this.filter = { state: 'open', severity: '', cause: '', words: '' };
    this.open = new Map();
    this.closed = [];
    this.panel = new IncidentPanel(panel, ground, () => this.leave());
    this.silences = new Silences(silences, ground);
    // Who logs in may do more, who logs out less.
    new MutationObserver(() => this.relabel()).observe(document.body, { attributes: true, attributeFilter: ['data-role'] });
    list.addEventListener('input', (event) => this.refilter(event.target));
  }

  /** Draws the open ones; what was typed into the filters stays. */
  show({ known, isCut }, asOf) {
    this.open = known;
    this.isCut = isCut;
    this.asOf = asOf;
    if (this.spoken !== language()) this.build();
    this.draw();
  }

  build() {
    this.spoken = language();
    const choice = (name, word, options) => make('label', { class: 'field' }, make('span', { class: 'unseen' }, say(word)), make('select', { name }, ...options.map(([value, text]) => make('option', { value, selected: this.filter[name] === value }, text))));
    const causes = ['mobile_site', 'mobile_operator', 'mobile_unknown', 'feeder_fibre', 'drop_fibre', 'power_village', 'power_household', 'olt', 'backhaul', 'collection', 'unknown'];
    this.form = make('form', { class: 'filters', role: 'search', onsubmit: (event) => event.preventDefault() },
      make('label', { class: 'field' }, make('span', { class: 'unseen' }, say('incidents.search')), make('input', { type: 'search', name: 'words', autocomplete: 'off', spellcheck: 'false', placeholder: say('incidents.search'), value: this.filter.words })),
      choice('state', 'incidents.state', STATES.map((state) => [state, say(`incidents.state.${state}`)])),
      choice('severity', 'incidents.severity', [['', say('incidents.severity.all')], ...Object.keys(WEIGHT).map((severity) => [severity, say(`severity.${severity}`)])]),
      choice('cause', 'incidents.cause', [['', say('incidents.cause.all')], ...causes.map((cause) => [cause, say(`cause.${cause}`)])]));
    this.found = make('p', { class: 'found', role: 'status' });
    this.rows = make('ul', { class: 'incidents' });
    this.element.replaceChildren(this.form, this.found, this.rows);
  }

  async refilter({ name, value }) {
    if (!(name in this.filter)) return;
    this.filter[name] = value;
    try {
      if (name === 'state') await this.renewClosed();
      this.draw();
    } catch (problem) {
      this.found.textContent = notLoaded(problem);
    }
  }

  /** Asked for only while they are looked at. */
  async renewClosed() {
    if (this.filter.state !== 'open') this.closed = await askAll('incidents', 'incidents', { state: 'closed', limit: CLOSED_SHOWN }, CLOSED_SHOWN);
  }

  draw() {
    const { state, severity, cause, words } = this.filter;
    const asked = fold(words.trim());
    const all = [...(state === 'closed' ? [] : this.open.values()), ...(state === 'open' ? [] : this.closed.filter(({ id }) => !this.open.has(id)))];
    const rows = all.filter((incident) => (!severity || incident.severity === severity) && (!cause || incident.cause === cause) && (!asked || fold(text(incident)).includes(asked)));
    rows.sort((a, b) => Number(b.open) - Number(a.open) || (a.open ? WEIGHT[a.severity] - WEIGHT[b.severity] : 0) || (a.start < b.start ? 1 : -1));
    const isCut = (state !== 'closed' && this.isCut) || (state !== 'open' && this.closed.isCut);
    const total = many(all.length, isCut);
    this.found.textContent = state === 'open' && rows.length === all.length ? say('incidents.open', { n: total }) : say('incidents.found', { n: count(rows.length), total });
    const none = state === 'open' && all.length === 0
      ? make('li', { class: 'empty' }, make('p', {}, say('incidents.none')), make('p', { class: 'small' }, say('incidents.noneWhy')))
      : make('li', { class: 'empty' }, say('incidents.noMatch'));
    this.rows.replaceChildren(...(rows.length ? rows.map((incident) => make('li', {}, card(incident, this.asOf, ({ id }) => this.choose(id)))) : [none]));
  }

  choose(id) {
    chooseTab('incidents');
    const before = document.activeElement?.dataset?.incident;
    this.left = before ?? null;
    const address = new URL(location.href);
    address.hash = `incident=${encodeURIComponent(id)}`;
    history.replaceState(null, '', address);
    document.body.classList.add('has-panel');
    this.panel.open(id);
  }

  leave() {
    this.panel.hide();
    document.body.classList.remove('has-panel');
    const address = new URL(location.href);
    address.hash = '';
    history.replaceState(null, '', address);
    if (this.left) this.rows.querySelector(`[data-incident="${CSS.escape(this.left)}"]`)?.focus({ preventScroll: true });
  }

  /** Villages of the open one, which the map shows alone; null when none is open. */
  get members() {
    return this.panel.villages;
  }

  get isOpen() {
    return Boolean(this.panel.id);
  }

  /** Something is new about that incident, or about what people did. */
  renew(id = this.panel.id) {
    if (id && id === this.panel.id) this.panel.open(id);
  }

  /** One of them changed. What just ended must not vanish from under who looks at what has ended. */
  hear(incident, before) {
    if (!incident.open) this.closed = Object.assign([{ ...before, ...incident }, ...this.closed.filter(({ id }) => id !== incident.id)], { isCut: this.closed.isCut });
    this.renew(incident.id);
  }

  /** Somebody did something, or time went by. */
  renewAll() {
    this.silences.renew();
    this.renew();
    this.renewClosed().then(() => this.form && this.draw(), () => {});
  }

  relabel() {
    this.silences.redraw();
    const { id } = this.panel;
    if (!id) return;
    this.panel.hide();
    this.panel.open(id);
  }
}

function text(incident) {
  const members = [...(incident.mobile?.members ?? []), ...(incident.network?.members ?? [])].map((member) => member.villageName ?? member.village);
  return [incident.id, place(incident), ...members, ...(incident.operatorNames ?? []), say(`cause.${incident.cause}`), incident.care?.assignee].filter(Boolean).join(' ');
}
