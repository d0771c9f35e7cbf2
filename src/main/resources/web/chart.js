/** The level of each operator over the last 24 hours. A gap is a gap: nothing is drawn where nothing was measured. */
import { make } from './make.js';
import { clock, day, say } from './words.js';

// Told apart by colour and dash, for those who cannot tell colours.
const STROKES = [['#0f5c8c', []], ['#b0500f', [7, 3]], ['#6b3fa0', [2, 3]], ['#3b6b1f', [9, 3, 2, 3]]];

export function drawChart(element, answer, names) {
  const series = answer.series.filter((one) => one.operator !== 'fibre' && one.points.some((point) => point.rsrp != null));
  if (series.length === 0) {
    element.replaceChildren(make('p', { class: 'small' }, say('panel.signal.none')));
    return null;
  }
  element.replaceChildren();
  const chart = new uPlot(options(element.clientWidth, series, names, answer.threshold), columns(answer, series), element);
  element.append(make('p', { class: 'small' }, say('panel.signal.gap')));
  return chart;
}

function columns(answer, series) {
  const step = answer.step;
  const [from, to] = [answer.from, answer.to].map((time) => Math.floor(Date.parse(time) / 1000 / step) * step);
  const times = [];
  for (let t = from; t < to; t += step) times.push(t);
  const levels = series.map((one) => {
    const byTime = new Map(one.points.map((point) => [Date.parse(point.t) / 1000, point.rsrp]));
    return times.map((t) => byTime.get(t) ?? null);
  });
  return [times, ...levels, times.map(() => answer.threshold)];
}

function options(width, series, names, threshold) {
  return {
    width,
    height: 190,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Asia/Ho_Chi_Minh'),
    cursor: { y: false },
    scales: { y: { range: (chart, low, high) => [Math.min(low, threshold) - 4, Math.max(high, threshold) + 4] } },
    axes: [
      { values: (chart, ticks) => ticks.map((t) => clock(t * 1000)), grid: { stroke: '#e6eaed', width: 1 }, space: 56 },
      { size: 46, grid: { stroke: '#e6eaed', width: 1 } },
    ],
    series: [
      { label: say('panel.signal.time'), value: (chart, t) => (t == null ? '' : `${clock(t * 1000)} ${day(t * 1000)}`) },
      ...series.map((one, i) => ({
        label: names.get(one.operator) ?? one.operator,
        stroke: STROKES[i % STROKES.length][0],
        dash: STROKES[i % STROKES.length][1],
        width: 1.6,
        spanGaps: false,
        value: (chart, level) => (level == null ? '–' : `${Math.round(level)} dBm`),
      })),
      { label: say('panel.signal.threshold', { n: threshold }).replace('-', '−'), stroke: '#c5221f', dash: [4, 4], width: 1, value: () => '', points: { show: false } },
    ],
  };
}
