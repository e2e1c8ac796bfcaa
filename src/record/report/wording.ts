import { formatDuration } from '../../lib/duration.ts';
import type { MetricKind } from '../metric.ts';

/** What stands where there was nothing to measure. */
export const nothingMeasured = '–';

/** Thousands set apart, the same in every locale. */
export function count(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ' ');
}

/** `1 message`, `5 300 messages`. */
export function countOf(value: number, one: string): string {
  return `${count(value)} ${one}${value === 1 ? '' : 's'}`;
}

/** `0.041 ms`, `5.3 ms`, `291 ms`, `5.24 s`, `12.3 s`. */
export function formatMs(ms: number | null): string {
  return ms === null ? nothingMeasured : writeRounded(ms).text;
}

/** How long a run took: `15.1 s`, `1m23s`. */
export function formatSeconds(ms: number): string {
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(1))} s`;
  return formatDuration(Math.round(ms / 1000) * 1000);
}

/**
 * A number of a run as people say it: `14 558`, `86.3 %`, `292 ms`, `10 s`, `998.3 a second`. Rounded as far as it stays on its side of every
 * one of `bounds`, and a share away from nothing and all: 14 557 of 14 558 are 99.99 %, never 100 %.
 */
export function formatMeasure(kind: MetricKind, value: number, bounds: readonly number[]): string {
  if (kind === 'count') return count(value);
  const limits = kind === 'share' ? [...bounds, 0, 1] : bounds;
  const write = { share: writeShare, time: writeTime, rate: writeRate }[kind];
  for (let digits = 1; digits < 15; digits++) {
    const { text, stands } = write(value, digits);
    if (limits.every((limit) => Math.sign(stands - limit) === Math.sign(value - limit))) return text;
  }
  return write(value, 15).text;
}

/** {@link formatMeasure} beside what is wanted of it. */
export function formatBounded(
  kind: MetricKind,
  value: number,
  { min, max }: { readonly min?: number | undefined; readonly max?: number | undefined },
): string {
  return formatMeasure(
    kind,
    value,
    [min, max].filter((bound) => bound !== undefined),
  );
}

/** A text, and the value that it stands for. */
interface Written {
  readonly text: string;
  readonly stands: number;
}

/** With so many decimals at most. */
function writeShare(share: number, digits: number): Written {
  const percent = Number((share * 100).toFixed(digits));
  return { text: `${percent} %`, stands: Number(`${percent}e-2`) };
}

/** With so many decimals at most. */
function writeRate(perSecond: number, digits: number): Written {
  const amount = Number(perSecond.toFixed(digits));
  const text = String(amount).replace(/^\d+/, (whole) => count(Number(whole)));
  return { text: `${text} a second`, stands: amount };
}

/** As it is told everywhere, and with more digits from the second of `digits` on. */
function writeTime(ms: number, digits: number): Written {
  if (digits === 1) return writeRounded(ms);
  return ms < 1000
    ? inUnit(Number(ms.toPrecision(digits + 2)), 'ms')
    : inUnit(Number((ms / 1000).toPrecision(digits + 2)), 's');
}

function writeRounded(ms: number): Written {
  if (ms < 10) return inUnit(Number(ms.toPrecision(2)), 'ms');
  if (ms < 999.5) return inUnit(Math.round(ms), 'ms');
  return inUnit(Number((ms / 1000).toFixed(ms < 10_000 ? 2 : 1)), 's');
}

function inUnit(amount: number, unit: 'ms' | 's'): Written {
  return { text: `${amount} ${unit}`, stands: Number(`${amount}e${unit === 's' ? 3 : 0}`) };
}
