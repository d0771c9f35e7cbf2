/** The page: fetches the picture, follows its changes, and says so when it cannot. */
import { IncidentDesk } from './desk.js';
import { STANDINGS, VillageList } from './list.js';
import { follow } from './live.js';
import { make, sign } from './make.js';
import { VillageMap } from './map.js';
import { OpenIncidents } from './opened.js';
import { VillagePanel } from './panel.js';
import { showPromises } from './promise.js';
import { ask, askAll } from './server.js';
import { chooseTab, watchTabs } from './tabs.js';
import { areaName, clock, count, language, moment, say, speak } from './words.js';

const STALLED_MS = 180_000;
const byId = (id) => document.getElementById(id);

/** In place of a number until somebody has told it: 0 would be a claim. */
const NOT_KNOWN = '–';

const known = { summary: null, villages: new Map(), incidents: new OpenIncidents(), areas: [], selected: null, link: 'connecting', stalledAt: null };
const map = new VillageMap(byId('map'), (id) => choose(id));
const panel = new VillagePanel(byId('panel'), () => choose(null));
const desk = new IncidentDesk({ list: byId('incidents'), panel: byId('incident'), silences: byId('silences') }, { village: (id) => choose(id), operators: names, areas: () => known.areas, villages: () => known.villages, now: () => Date.parse(known.summary.asOf), changed: draw });
const list = new VillageList({ list: byId('list'), found: byId('found'), chosen: (id) => choose(id), changed: (ids) => map.show(desk.members ?? ids) });
let redraw = 0;
let beats = 0;

function names() {
  return new Map((known.summary?.operators ?? []).map((operator) => [operator.id, operator.name]));
}

function choose(id) {
  const before = known.selected;
  known.selected = id;
  map.select(id);
  const address = new URL(location.href);
  if (id) address.searchParams.set('village', id);
  else address.searchParams.delete('village');
  history.replaceState(null, '', address);
  document.body.classList.toggle('has-panel', Boolean(id));
  if (id) panel.open(id, names());
  else panel.hide();
  list.redraw(id);
  if (!id && before) byId('list').querySelector(`[data-village="${CSS.escape(before)}"]`)?.focus({ preventScroll: true });
}

async function refetchIncidents() {
  await known.incidents.ask();
  desk.renewAll();
  draw();
}

async function refetch() {
  const [summary, areas, villages, boundaries] = await Promise.all([ask('summary'), askAll('areas', 'areas', { limit: 1000 }, 5000), ask('map.geojson'), ask('boundaries.geojson'), refetchIncidents()]);
  known.areas = areas;
  take(summary);
  map.drawAreas(boundaries);
  map.drawVillages(villages);
  known.villages = new Map(villages.features.map((feature) => [feature.id, feature.properties]));
  fillAreas();
  draw();
  if (known.selected) choose(known.selected);
  document.body.dataset.ready = 'true';
}

function take(summary) {
  known.summary = summary;
  showPromises(summary);
  for (const standing of STANDINGS) {
    byId(`chip-${standing}`).lastChild.textContent = summary.mobile ? count(summary.mobile[standing.toLowerCase()]) : NOT_KNOWN;
  }
  byId('simulated').hidden = !summary.simulated;
  byId('province').textContent = summary.province ? areaName(summary.province) : '';
  showTime();
}

/** Many changes in one picture are drawn once. */
function draw() {
  cancelAnimationFrame(redraw);
  redraw = requestAnimationFrame(() => {
    list.show(known.villages, known.selected);
    desk.show(known.incidents, known.summary?.asOf);
    byId('tab-villages').textContent = `${say('villages')} (${count(known.villages.size)})`;
    byId('tab-incidents').textContent = `${say('incidents')} (${known.incidents.size})`;
    byId('tab-silences').textContent = say('silences');
    byId('tab-networks').textContent = say('operators');
  });
}

function showTime() {
  const time = known.summary && moment(known.summary.asOf);
  byId('as-of').textContent = time ? say('asOf', { time }) : '';
  byId('link').textContent = say({ live: 'live', connecting: 'connecting', lost: 'lostShort' }[known.link]);
  document.body.classList.remove('live', 'connecting', 'lost', 'stalled');
  document.body.classList.add(known.link === 'live' && known.stalledAt ? 'stalled' : known.link);
  const words = trouble();
  byId('lost').hidden = !words;
  if (byId('lost').textContent !== words) byId('lost').textContent = words;
}

function trouble() {
  if (known.link === 'lost') return known.summary ? say('lost', { time: clock(known.summary.asOf) }) : say('lostEmpty');
  return known.link === 'live' && known.stalledAt ? say('stalled', { time: moment(known.stalledAt) }) : '';
}

function set(link) {
  known.link = link;
  showTime();
}

function fillAreas() {
  const select = byId('area');
  const byParent = new Map();
  for (const area of known.areas) byParent.set(area.parent, [...(byParent.get(area.parent) ?? []), area]);
  const leaves = (code) => (byParent.get(code) ?? []).map((area) => (byParent.has(area.code)
    ? make('optgroup', { label: areaName(area) }, make('option', { value: area.code }, `${areaName(area)} – ${say('area.all').toLowerCase()}`), ...leaves(area.code))
    : make('option', { value: area.code }, areaName(area))));
  // Groups do not nest: the top is left out, it is everything anyway.
  const tops = known.areas.filter((area) => !area.parent).flatMap((area) => leaves(area.code));
  select.replaceChildren(make('option', { value: '' }, say('area.all')), ...tops);
  select.value = list.filter.area;
}

function filterBy(change) {
  Object.assign(list.filter, change);
  list.element.scrollTop = 0;
  list.drawn = 0;
  list.show(known.villages, known.selected);
}

function buildFilters() {
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('search').addEventListener('input', (event) => filterBy({ words: event.target.value }));
  byId('area').addEventListener('change', (event) => {
    filterBy({ area: event.target.value });
    if (event.target.value) map.fitArea(event.target.value);
    else map.all();
  });
  byId('chips').addEventListener('click', (event) => {
    const chip = event.target.closest('button');
    if (!chip) return;
    const { standings } = list.filter;
    if (!standings.delete(chip.dataset.standing)) standings.add(chip.dataset.standing);
    chip.setAttribute('aria-pressed', String(standings.has(chip.dataset.standing)));
    filterBy({});
  });
}

function legend(key) {
  if (key === 'LOM') return [say('whiteSpot.lõm sóng'), make('span', { class: 'long' }, say('legend.LOM'))];
  return [say(key === 'UNKNOWN' ? 'legend.UNKNOWN' : `standing.${key}`)];
}

/** A notice links to its incident: #incident=ID opens it. */
function linked() {
  const incident = new URLSearchParams(location.hash.slice(1)).get('incident');
  if (!incident) return;
  desk.choose(incident);
}

/** Says everything that does not come from the server, in the language of the moment. */
function sayAll() {
  document.documentElement.lang = language();
  document.title = say('title');
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', say(element.dataset.label));
  byId('search').placeholder = say('search');
  for (const button of document.querySelectorAll('[data-language]')) button.setAttribute('aria-pressed', String(button.dataset.language === language()));
  byId('chips').replaceChildren(...STANDINGS.map((standing) => make('button',
    { type: 'button', id: `chip-${standing}`, class: `chip ${standing}`, 'data-standing': standing, 'aria-pressed': String(list.filter.standings.has(standing)) },
    sign(standing), make('span', {}, say(`standing.${standing}`)), make('b', {}, NOT_KNOWN))));
  byId('legend').replaceChildren(
    make('div', { class: 'zoom' }, ...[['+', 'zoomIn', () => map.zoom(1)], ['−', 'zoomOut', () => map.zoom(-1)], ['⌂', 'zoomAll', () => map.all()]].map(([text, word, act]) => make('button', { type: 'button', 'aria-label': say(word), title: say(word), onclick: act }, text))),
    make('ul', { 'aria-label': say('legend') }, ...['COVERED', 'DEGRADED', 'UNCOVERED', 'UNKNOWN', 'LOM'].map((key) => make('li', {}, sign(key), ...legend(key)))));
  const [before, after] = say('sources').split('{api}');
  byId('sources').replaceChildren(before, make('a', { href: '/openapi.json' }, 'OpenAPI'), after);
  showTime();
}

document.querySelector('.languages').addEventListener('click', (event) => {
  const chosen = event.target.closest('button')?.dataset.language;
  if (!chosen) return;
  speak(chosen);
  sayAll();
  map.relabel();
  if (!known.summary) return;
  take(known.summary);
  fillAreas();
  draw();
  desk.relabel();
  if (known.selected) {
    panel.hide();
    choose(known.selected);
  }
});
document.addEventListener('keydown', (event) => event.key === 'Escape' && (known.selected ? choose(null) : desk.isOpen && desk.leave()));

buildFilters();
watchTabs();
sayAll();
known.selected = new URLSearchParams(location.search).get('village');
if (known.selected) chooseTab('villages');
linked();
window.addEventListener('hashchange', linked);

follow({
  // After a gap the stream says only what changes from now on, so everything is asked for again.
  opened: () => refetch().then(() => set('live')),
  lost: () => set('lost'),
  events: {
    summary: (summary) => {
      take(summary);
      draw();
    },
    village: (village) => {
      const row = known.villages.get(village.id);
      if (row) Object.assign(row, village);
      map.update(village);
      draw();
      if (village.id === known.selected) panel.open(village.id, names());
    },
    incident: (incident) => {
      desk.hear(incident, known.incidents.known.get(incident.id));
      known.incidents.hear(incident);
      draw();
    },
    acts: () => refetchIncidents(),
    heartbeat: ({ asOf, clock: now }) => {
      known.stalledAt = Date.parse(now) - Date.parse(asOf) > STALLED_MS ? asOf : null;
      if (known.summary) known.summary.asOf = asOf;
      showTime();
      // Levels change all the time and are not told one by one: an open panel is asked for again once a minute.
      if (++beats % 4 !== 0) return;
      if (known.selected) panel.open(known.selected, names());
      refetchIncidents().catch(() => {});
    },
  },
});

/** For a test and for the curious: what the page holds. */
window.phusong = {
  get summary() { return known.summary; },
  get villages() { return known.villages.size; },
  get incidents() { return known.incidents.known.size; },
  get drawn() { return map.villages.getFeatures().length; },
  get link() { return known.link; },
  choose,
};
