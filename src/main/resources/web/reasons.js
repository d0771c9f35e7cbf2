/** Why somebody was told or not: what our server says in fixed sentences, in the reader's words. What others answered is quoted, never translated. */
import { say } from './words.js';

const SENTENCES = {
  'all of it is told': 'reason.allTold',
  'was over before its turn': 'reason.overBefore',
  'was never told that it began': 'reason.neverBegan',
  'no route leads here': 'reason.noRoute',
  'the channel was not set': 'reason.noChannel',
  'held after a restore, discarded by an operator': 'reason.discarded',
};

const PATTERNS = [
  [/^line (\d+): (.*)$/s, (n, rest) => `${say('routes.line', { n })}: ${reason(rest)}`],
  [/^(.*); it is over$/s, (rest) => `${reason(rest)}; ${say('reason.isOver')}`],
  [/^closed by (.*)$/s, (by) => say('reason.closed', { by })],
  [/^acknowledged by (.*)$/s, (by) => say('reason.acknowledged', { by })],
  [/^snoozed by (.*)$/s, (by) => say('reason.snoozed', { by })],
  [/^((?:silence|maintenance)-\d+ by .*)$/s, (all) => all.replace(/\b((?:silence|maintenance)-\d+) by ([\w.:-]+)/g, (whole, id, by) => say('reason.window', { id, by }))],
  [/^by (\S+-\S+\.\d+)(?: \w+)?$/, (id) => say('reason.by', { id })],
  [/^(\S+) was told by (\S+)$/, (who, channel) => say('reason.told', { who, channel })],
];

export function reason(text) {
  if (SENTENCES[text]) return say(SENTENCES[text]);
  for (const [pattern, word] of PATTERNS) {
    const found = text.match(pattern);
    if (found) return word(...found.slice(1));
  }
  return say('reason.answer', { text });
}
