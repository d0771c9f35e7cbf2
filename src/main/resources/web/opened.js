/** The open incidents: as the server lists them, and as it tells of them meanwhile. */
import { askAll } from './server.js';
import { count, say } from './words.js';

const PAGE = 1000;
const MOST = 5000;

export class OpenIncidents {
  constructor() {
    this.known = new Map();
    this.isCut = false;
    this.heard = new Map();
    this.asking = 0;
  }

  /** With the care they have: that changes by what people do and by time. */
  async ask() {
    if (this.asking++ === 0) this.heard.clear();
    try {
      const all = await askAll('incidents', 'incidents', { state: 'open', limit: PAGE }, MOST);
      this.known = new Map(all.map((incident) => [incident.id, incident]));
      this.isCut = all.isCut;
      // The list may be older than what was told while it came.
      this.heard.forEach((incident) => this.take(incident));
    } finally {
      this.asking -= 1;
    }
  }

  hear(incident) {
    if (this.asking > 0) this.heard.set(incident.id, incident);
    this.take(incident);
  }

  take(incident) {
    if (incident.open) this.known.set(incident.id, { ...this.known.get(incident.id), ...incident });
    else this.known.delete(incident.id);
  }

  /** How many: a number only when all are here. */
  get size() {
    return many(this.known.size, this.isCut);
  }
}

/** So many, or more than that when there were too many to ask for all of them. */
export function many(n, isCut) {
  return isCut ? say('incidents.more', { n: count(n) }) : count(n);
}
