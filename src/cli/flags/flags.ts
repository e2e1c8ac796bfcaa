import { randomInt } from 'node:crypto';
import { InvalidArgumentError } from 'commander';
import { parseDuration } from '../../lib/duration.ts';

/** A whole number that a double holds exactly, for `--seed`. */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(seed)) {
    throw new InvalidArgumentError(`"${text}" is not a whole number up to 9007199254740991.`);
  }
  return seed;
}

/** What is said of `--start`. */
export const startHelp =
  "instead of the scenario's, by the clocks of the centre: now dates events from now on, 2026-03-02T08:00 from then on";

/** A seed, or `random` for one that is drawn: ids then differ from one run to the next. */
export function parseSeedOrRandom(text: string): number {
  return text.trim() === 'random' ? randomInt(2 ** 47) : parseSeed(text);
}

/** A number above nought, for `--speed`. */
export function parsePositive(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError(`"${text}" is not a number above 0.`);
  }
  return value;
}

/** As much as a scenario may ask for. */
const mostPerSec = 1_000_000;

/** Messages a second, for `--rate` and `--max-rate`. */
export function parseRate(text: string): number {
  const rate = parsePositive(text);
  if (rate <= mostPerSec) return rate;
  throw new InvalidArgumentError(`"${text}" is too many. Write messages a second up to ${mostPerSec}.`);
}

/** Milliseconds of a duration such as `90s` or `8h`, above nought. */
export function parseDurationFlag(text: string): number {
  const ms = parseDurationOrNone(text);
  if (ms > 0) return ms;
  throw new InvalidArgumentError(`"${text}" is no time at all. Write a longer one, such as 90s.`);
}

/** Milliseconds of a duration, which may be none: `0` or `0s`. */
export function parseDurationOrNone(text: string): number {
  const ms = text.trim() === '0' ? 0 : parseDuration(text);
  if (ms === undefined || ms < 0) {
    throw new InvalidArgumentError(
      `"${text}" is not a duration. Write a number and a unit, such as 90s, 15m or 8h.`,
    );
  }
  return ms;
}

/** Gathers a flag that may be given several times. Its variable holds one value a line. */
export function collect(text: string, before: readonly string[]): string[] {
  if (!text.includes('\n')) return [...before, text];
  const lines = text.split('\n').map((line) => line.trim());
  return [...before, ...lines.filter((line) => line !== '')];
}

/** Gathers names of a flag that may be given several times, or hold several, with commas between them or one a line. */
export function collectNames(text: string, before: readonly string[]): string[] {
  const names = text.split(/[,\n]/).map((name) => name.trim());
  return [...before, ...names.filter((name) => name !== '')];
}

/** A port to listen on, 0 for any that is free. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError(`"${text}" is not a port. Write a number from 0 to 65535.`);
  }
  return port;
}

/** A whole number from 1, for `--count` and `--wait-for-clients`. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || !Number.isSafeInteger(count)) {
    throw new InvalidArgumentError(`"${text}" is not a whole number from 1.`);
  }
  return count;
}
