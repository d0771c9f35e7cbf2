/** The language of the page, and how numbers, times and names are written in it. */
import careEn from './care.en.js';
import careVi from './care.vi.js';
import en from './words.en.js';
import vi from './words.vi.js';

const tongues = { vi: { ...vi, ...careVi }, en: { ...en, ...careEn } };
const KEPT = 'phusong.language';
let current = pick();

function pick() {
  const asked = new URLSearchParams(location.search).get('lang');
  const kept = asked ?? localStorage.getItem(KEPT);
  return kept in tongues ? kept : 'vi';
}

export function language() {
  return current;
}

export function speak(language) {
  current = language;
  localStorage.setItem(KEPT, language);
}

/** The words of `key` with {places} filled. A key nobody wrote shows itself, so that it is seen and mended. */
export function say(key, places = {}) {
  const text = tongues[current][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
}

export function knows(key) {
  return key in tongues[current];
}

/** 58012 → 58.012 (vi), 58,012 (en). */
export function count(n) {
  return String(n).replace(/\B(?=(\d{3})+$)/g, current === 'vi' ? '.' : ',');
}

/** A share with one decimal, as the server floored it: never rounded here. */
export function percent(value) {
  const [whole, tenth = '0'] = String(value).split('.');
  return `${whole}${current === 'vi' ? ',' : '.'}${tenth[0]}`;
}

/** A target as it was set: 100, 70, 69,96. */
export function plain(value) {
  return current === 'vi' ? String(value).replace('.', ',') : String(value);
}

const SEVEN_HOURS = 7 * 3_600_000;
const two = (n) => String(n).padStart(2, '0');
// The province's clock (+07:00), whatever the zone of the reader's machine.
const local = (time) => new Date(new Date(time).getTime() + SEVEN_HOURS);

/** dd/MM/yyyy HH:mm at +07:00. */
export function moment(time) {
  return `${day(time)} ${clock(time)}`;
}

export function day(time) {
  const d = local(time);
  return `${two(d.getUTCDate())}/${two(d.getUTCMonth() + 1)}/${d.getUTCFullYear()}`;
}

export function clock(time) {
  const d = local(time);
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
}

/** What a field of a form takes: the province's time, whatever the zone of the reader's machine. */
export function formTime(time) {
  return local(time).toISOString().slice(0, 16);
}

export function duration(ms) {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  if (d > 0) return say('duration.days', { d, h });
  return h > 0 ? say('duration.hours', { h, m }) : say('duration.minutes', { m });
}

/** For searching only, never for keys: Văn Lang and Văn Lăng are two communes. */
export function fold(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

export function areaName(area) {
  return (current === 'en' && area.nameEn) || area.name;
}
