import { countInStages } from '../lib/pace.ts';
import { LoadFold, type LoadSnapshot } from '../record/figures/load-fold.ts';
import type { SummarySnapshot } from '../record/summary.ts';
import type { Scenario } from '../scenario/index.ts';
import { isOver, type ShareNews } from './shares.ts';

/** What all shares have counted, to be put together. */
export function partsOf({ pace }: Pick<Scenario, 'pace'>, news: readonly ShareNews[]): SummarySnapshot[] {
  const parts = news.flatMap(({ figures }) => (figures === null ? [] : [figures.snapshot.summary]));
  const isWhole = news.every(({ end }) => end?.stoppedBy === null);
  const [first] = parts;
  if (isWhole || first === undefined || pace.kind !== 'rate' || !news.every(isOver)) return parts;
  const known = loadOf(parts);
  if (known === null) return parts;
  const askedMs = (known.askedUntilUs - known.fromUs) / 1000;
  const asked = news.some(({ state }) => state === 'lost') ? countInStages(pace.stages, askedMs) : 0;
  const load = balanced(known, countOffered(parts), Math.ceil(Number(asked.toPrecision(12))));
  return [...parts, { events: 0, refusedCommands: 0, refused: [], feeds: {}, faults: {}, load }];
}

/**
 * What is to be added to what shares told of their load so that it goes with their books. Each tells an equal part of what the
 * rate asked for, and its own messages: these come to the same where all have played to their end, and to something else where one
 * has not. Of what was asked for of all of them, what the books do not have and nobody missed is unknown.
 */
function balanced(told: LoadSnapshot, offered: number, asked: number): LoadSnapshot {
  const never = Math.max(0, told.requested - told.offered);
  const requested = Math.max(asked, offered + never);
  return {
    ...told,
    ...nothingUsed,
    requested: requested - told.requested,
    offered: offered - told.offered,
    unknown: requested - offered - never,
  };
}

const nothingUsed = {
  toldUs: 0,
  recordingUs: 0,
  delayUs: 0,
  userUs: 0,
  systemUs: 0,
  collections: 0,
  pauseUs: 0,
} as const;

function loadOf(parts: readonly SummarySnapshot[]): LoadSnapshot | null {
  const fold = new LoadFold();
  for (const { load } of parts) fold.merge(load);
  return fold.snapshot();
}

/** Messages that took a place of the rate, as the books have them. */
function countOffered(parts: readonly SummarySnapshot[]): number {
  const feeds = parts.flatMap((part) => Object.values(part.feeds));
  return feeds.reduce((sum, { rendered, filtered }) => sum + rendered - filtered, 0);
}
