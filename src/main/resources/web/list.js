/** The list of villages: filtered by standing, area and words without diacritics. What needs help stands first. */
import { make, sign } from './make.js';
import { clock, count, day, fold, say } from './words.js';

export const STANDINGS = ['UNCOVERED', 'DEGRADED', 'UNKNOWN', 'COVERED'];
const CHUNK = 120;
const byName = new Intl.Collator('vi').compare;

export class VillageList {
  constructor({ list, found, chosen, changed }) {
    this.element = list;
    this.found = found;
    this.changed = changed;
    this.filter = { words: '', area: '', standings: new Set() };
    this.villages = new Map();
    this.rows = [];
    this.drawn = 0;
    list.addEventListener('click', (event) => {
      const id = event.target.closest('button')?.dataset.village;
      if (id) chosen(id);
    });
    list.addEventListener('scroll', () => {
      if (list.scrollTop + list.clientHeight > list.scrollHeight - 300) this.drawMore();
    }, { passive: true });
    list.addEventListener('keydown', (event) => this.step(event));
  }

  /** @param villages what the map holds; each has id, name, standing, areas (codes from the commune up) and areaName */
  show(villages, selected) {
    this.villages = villages;
    const words = fold(this.filter.words).split(/\s+/).filter(Boolean);
    this.rows = [...villages.values()]
      .filter((village) => this.filter.standings.size === 0 || this.filter.standings.has(village.standing))
      .filter((village) => !this.filter.area || village.areas.includes(this.filter.area))
      .filter((village) => matches(village, words))
      .sort((a, b) => STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) || byName(a.name, b.name));
    this.redraw(selected);
    this.changed(this.isFiltered() ? new Set(this.rows.map((village) => village.id)) : null);
  }

  isFiltered() {
    return Boolean(this.filter.words || this.filter.area || this.filter.standings.size);
  }

  redraw(selected) {
    const focus = this.element.contains(document.activeElement) ? document.activeElement.dataset.village : null;
    const { scrollTop } = this.element;
    const wanted = Math.max(CHUNK, this.drawn);
    this.selected = selected;
    this.drawn = 0;
    this.element.replaceChildren();
    while (this.drawn < Math.min(wanted, this.rows.length)) this.drawMore();
    this.element.scrollTop = scrollTop;
    if (focus) this.element.querySelector(`[data-village="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
    this.tell();
  }

  drawMore() {
    const next = this.rows.slice(this.drawn, this.drawn + CHUNK);
    this.element.append(...next.map((village) => this.row(village)));
    this.drawn += next.length;
  }

  row(village) {
    const mark = village.whiteSpot ? say(`whiteSpot.${village.whiteSpot}`) : say(`standing.${village.standing}`);
    return make('li', {}, make(
      'button',
      { type: 'button', 'data-village': village.id, 'aria-current': village.id === this.selected ? 'true' : null },
      sign(village.standing),
      make('span', { class: 'name' }, village.name),
      make('span', { class: 'where' }, village.areaName),
      make('span', { class: `mark ${village.standing}` }, mark),
      village.since ? make('time', { class: 'where', datetime: village.since }, `${clock(village.since)} ${day(village.since)}`) : null,
    ));
  }

  tell() {
    const total = this.villages.size;
    if (total === 0) this.found.textContent = say('found.empty');
    else if (this.rows.length === 0) this.found.textContent = say('found.none');
    else this.found.textContent = this.isFiltered() ? say('found.of', { n: count(this.rows.length), total: count(total) }) : say('found', { n: count(total) });
  }

  step(event) {
    const by = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
    const next = by && event.target.closest('li')?.[by]?.querySelector('button');
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

function matches(village, words) {
  village.folded ??= fold(`${village.name} ${village.areaName} ${village.id}`);
  return words.every((word) => village.folded.includes(word));
}
