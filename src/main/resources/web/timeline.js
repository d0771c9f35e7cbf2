/** How a village and its operators stood, as bars over seven days. */
import { make } from './make.js';
import { clock, day, say } from './words.js';

const MOST_CORRECTED = 8;

export function timeline(answer, village, names) {
  const rows = new Map([['', []], ...Object.keys(village.operators).map((operator) => [operator, []])]);
  const centre = village.points.find((point) => point.kind === 'CENTRE')?.id ?? null;
  for (const change of answer.changes) {
    if (change.indicator !== 'mobile') continue;
    if (!change.point && !change.operator) rows.get('').push(change);
    else if (change.point === centre && rows.has(change.operator)) rows.get(change.operator).push(change);
  }
  const now = (operator) => (operator ? village.operators[operator] : village.standing);
  return make('div', { class: 'timeline' }, ...[...rows].map(([operator, changes]) => row(
    operator ? names.get(operator) ?? operator : say('panel.timeline.village'), pieces(changes, now(operator), answer),
  )), axis(answer), ...corrected(answer, centre, names));
}

/** What late data put right, newest first: the bars show what was reported. */
function corrected({ known = [] }, centre, names) {
  const all = known.filter((one) => one.revised && centre && one.point === centre);
  if (all.length === 0) return [];
  const newest = all.sort((a, b) => Date.parse(b.from) - Date.parse(a.from)).slice(0, MOST_CORRECTED);
  return [make('p', { class: 'small' }, say('panel.timeline.corrected')), make('ul', { class: 'small corrected' },
    ...newest.map((one) => make('li', {}, `${names.get(one.operator) ?? one.operator}: ${words(one)}`)))];
}

function pieces(changes, standing, { from, to }) {
  let time = Date.parse(from);
  const all = changes.map((change) => {
    const piece = { standing: change.from, from: time, to: Date.parse(change.t) };
    time = piece.to;
    return piece;
  });
  return [...all, { standing: changes.at(-1)?.to ?? standing, from: time, to: Date.parse(to) }].filter((piece) => piece.to > piece.from);
}

function row(name, all) {
  const strip = make('span', { class: 'strip', role: 'img', 'aria-label': `${name}: ${all.map(words).join('; ')}` });
  for (const piece of all) {
    const bar = make('i', { class: piece.standing, title: words(piece) });
    bar.style.flexGrow = String(piece.to - piece.from);
    strip.append(bar);
  }
  return make('div', { class: 'row' }, make('span', { class: 'who' }, name), strip);
}

function words(piece) {
  return `${say(`standing.${piece.standing}`)} ${clock(piece.from)} ${day(piece.from)} – ${clock(piece.to)} ${day(piece.to)}`;
}

function axis({ from, to }) {
  return make('div', { class: 'row small' }, make('span', { class: 'who' }), make('span', { class: 'ends' }, make('span', {}, day(from)), make('span', {}, `${clock(to)} ${day(to)}`)));
}
