import { check, type CheckOptions } from '../../src/check/check.ts';
import type { CheckReport, Verdict } from '../../src/check/report/report.ts';
import type { CheckSurroundings } from '../../src/check/surroundings.ts';
import { machineClock } from '../../src/lib/clock.ts';
import { certificates } from './certificates.ts';

/** Small numbers, so that a check is over soon: what has to hold at a thousand a second has to hold at a hundred. */
export const quick: CheckOptions = {
  url: '',
  tls: certificates.client,
  timeoutMs: 5000,
  ratePerS: 100,
  durationMs: 400,
  bigBodyBytes: 262_144,
  restartWithinMs: 2000,
  fetchAgainMs: 1000,
  restartCommand: 'restart',
  seed: 7,
  only: [],
  skip: [],
};

/** Nobody watches, and nobody ends it. */
export const surroundings: CheckSurroundings = {
  clock: machineClock,
  env: {},
  warn: () => undefined,
  watcher: { began: () => undefined, judged: () => undefined },
  stop: new AbortController().signal,
  execute: () => Promise.resolve(undefined),
};

/** Checks a receiver as ASAPP's, all demands, on this machine's clock. */
export function runCheck(
  options: Partial<CheckOptions>,
  more: Partial<CheckSurroundings> = {},
): Promise<CheckReport> {
  return check('asapp', { ...quick, ...options }, { ...surroundings, ...more });
}

/** The ids of the demands with that verdict; questions are left out. */
export function idsOf({ demands }: CheckReport, wanted: Verdict): string[] {
  return demands
    .filter(({ verdict, level }) => verdict === wanted && level !== 'question')
    .map(({ id }) => id);
}

/** What was seen of those that are not held, for whoever looks at a test that fails. */
export function explain({ demands }: CheckReport): string {
  const told = demands.filter(({ verdict, level }) => verdict !== 'held' && level !== 'question');
  return told.map(({ id, verdict, evidence }) => `${verdict} ${id}: ${evidence.join(' ')}`).join('\n');
}
