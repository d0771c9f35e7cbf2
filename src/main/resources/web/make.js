/** Builds elements. Text is always text, never markup: names come from files that others wrote. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null && child !== false));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

function draw(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

const OUTLINES = {
  COVERED: [['circle', { cx: 8, cy: 8, r: 5.5 }]],
  DEGRADED: [['path', { d: 'M8 1.8 14.6 13.6H1.4z' }]],
  UNCOVERED: [['path', { d: 'M8 .8 15.2 8 8 15.2.8 8z' }], ['path', { d: 'M5.6 5.6l4.8 4.8m0-4.8-4.8 4.8', class: 'cross' }]],
  RECOVERING: [['path', { d: 'M8 .8 15.2 8 8 15.2.8 8z' }], ['path', { d: 'M8 11.4V4.8m-2.6 2.4L8 4.6l2.6 2.6', class: 'cross' }]],
  UNKNOWN: [['rect', { x: 3, y: 3, width: 10, height: 10 }]],
  LOM: [['circle', { cx: 8, cy: 8, r: 5.5 }], ['circle', { cx: 8, cy: 8, r: 2.2, class: 'hole' }]],
};

/** The sign of a standing: shape and colour together, as on the map. */
export function sign(standing) {
  const svg = draw('svg', { viewBox: '0 0 16 16', class: `sign ${standing}`, 'aria-hidden': 'true', focusable: 'false' });
  for (const [tag, attributes] of OUTLINES[standing] ?? OUTLINES.UNKNOWN) svg.append(draw(tag, attributes));
  return svg;
}
