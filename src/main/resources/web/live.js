/** The live stream. Says `lost` as soon as the stream is, or as silence is longer than two heartbeats; never pretends. */
import { entered, refresh, who } from './server.js';

const SILENCE_MS = 35_000;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000];

export function follow({ opened, lost, events }) {
  let source = null;
  let watchdog = 0;
  let tries = 0;

  function alive() {
    clearTimeout(watchdog);
    watchdog = setTimeout(fail, SILENCE_MS);
  }

  function fail() {
    clearTimeout(watchdog);
    source?.close();
    lost();
    asker();
    setTimeout(open, RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)]);
  }

  /** A stream ends with the session of who follows it. */
  async function asker() {
    const before = who();
    await refresh().catch(() => {});
    if (before.name && !who().name && who().read === 'login') location.reload();
  }

  function open() {
    const current = new EventSource('/api/v1/live');
    source = current;
    source.onopen = () => {
      alive();
      opened().then(() => (tries = 0), (problem) => {
        // A mistake of ours is shown as one; a server that does not answer is waited for.
        if (!(problem.status || problem instanceof TypeError)) throw problem;
        if (source === current) fail();
      });
    };
    // The browser would retry by itself but not after a refusal; one way for both is easier to trust.
    source.onerror = fail;
    for (const [name, act] of Object.entries(events)) {
      source.addEventListener(name, (event) => {
        alive();
        act(JSON.parse(event.data));
      });
    }
    alive();
  }

  entered.then(open);
}
