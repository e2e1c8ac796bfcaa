// A length of real time is written as in every report.
export { formatMs } from '../../src/record/report/wording.ts';

const whole = new Intl.NumberFormat('en', { useGrouping: true });

/** `12 345`. */
export function formatCount(count: number): string {
  return whole.format(count).replaceAll(',', '\u202f');
}

/** A length of simulated time: `0:42`, `12:05`, `1:02:33`. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** An instant by the clock of the centre: `08:30:05`, with its day `2026-03-02 08:30:05`. */
export function formatInstant(iso: string, utcOffsetMinutes: number, withDay = false): string {
  const local = new Date(Date.parse(iso) + utcOffsetMinutes * 60_000).toISOString();
  const time = local.slice(11, 19);
  return withDay ? `${local.slice(0, 10)} ${time}` : time;
}

/** How long ago, in simulated time. */
export function formatSince(iso: string, nowIso: string): string {
  return formatSpan(Date.parse(nowIso) - Date.parse(iso));
}

/** `on-contact` is `on contact`. */
export function formatWord(word: string): string {
  return word.replaceAll(/[-_]/g, ' ');
}

/** JSON with line breaks where that changes nothing else, such as a number that is too long; anything else as it is. */
export function formatBody(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    return JSON.stringify(value) === body ? JSON.stringify(value, null, 2) : body;
  } catch {
    return body;
  }
}
