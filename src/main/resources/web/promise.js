/** The sentence of the promise, and a card per operator. */
import { make } from './make.js';
import { count, percent, plain, say } from './words.js';

const PARTS = ['covered', 'degraded', 'uncovered', 'unknown'];

export function showPromises(summary) {
  show(document.getElementById('promise-mobile'), 'mobile', summary.mobile);
  show(document.getElementById('promise-fibre'), 'fibre', summary.fibre);
  const cards = measured(summary);
  for (const id of ['operators', 'networks']) {
    document.getElementById(id).replaceChildren(...cards.map((operator) => card(operator, summary)));
  }
}

/** An operator nobody measures has nothing to show beside those that are measured; before the first reading all are shown. */
function measured(summary) {
  const all = summary.operators ?? [];
  const heard = all.filter(({ id }) => summary[`mobile.operator.${id}`]?.unknown < summary[`mobile.operator.${id}`]?.total);
  return heard.length ? heard : all;
}

function show(element, name, indicator) {
  element.hidden = !indicator;
  if (!indicator) return;
  element.dataset.met = indicator.met;
  element.replaceChildren(
    make('h2', {}, say(`promise.${name}`)),
    make('p', { class: 'sentence' }, sentence(name, indicator)),
    bar(indicator),
    make('p', { class: 'bounds' }, bounds(indicator)),
  );
}

export function sentence(name, indicator) {
  const known = indicator.target != null;
  return say(known ? `promise.${name}.sentence` : 'promise.noTarget', {
    served: count(indicator.covered + indicator.degraded),
    total: count(indicator.total),
    unknown: count(indicator.unknown),
    target: plain(indicator.target),
    met: say(`met.${indicator.met}`),
  });
}

function bounds(indicator) {
  const text = say('promise.bounds', { lower: percent(indicator.lowerBound), upper: percent(indicator.upperBound) });
  return indicator.degraded > 0 ? `${text} · ${say('promise.weak', { n: count(indicator.degraded) })}` : text;
}

function bar(indicator) {
  const strip = make('div', { class: 'bar', 'aria-hidden': 'true' });
  for (const part of PARTS) {
    const piece = make('span', { class: part });
    piece.style.flexGrow = String(indicator[part]);
    strip.append(piece);
  }
  if (indicator.target != null) {
    const mark = make('i', { class: 'target' });
    mark.style.left = `${Math.min(indicator.target, 100)}%`;
    strip.append(mark);
  }
  return strip;
}

function card(operator, summary) {
  const indicator = summary[`mobile.operator.${operator.id}`];
  if (!indicator) return '';
  return make(
    'article',
    { class: 'card' },
    make('h3', { title: operator.name }, operator.name),
    // Nobody measures it: "0–100 %" would be true and would mislead.
    make('p', { class: 'share' }, indicator.unknown === indicator.total ? say('operator.unmeasured') : say('operator.bounds', { lower: percent(indicator.lowerBound), upper: percent(indicator.upperBound) })),
    bar(indicator),
    make('p', { class: 'small' }, say('operator.counts', {
      served: count(indicator.covered + indicator.degraded), total: count(indicator.total), unknown: count(indicator.unknown),
    })),
  );
}
