import type { LoadFigures } from '../figures/load-fold.ts';
import type { FeedSummary } from '../feed-summary.ts';
import { heldShare, type HeldSummary } from '../figures/held.ts';
import { count, formatMeasure, formatMs } from './wording.ts';

/** What of a summary tells how much left. */
type LeftSummary = HeldSummary & Pick<FeedSummary, 'sent' | 'late'>;

/** What is told of a run at a rate: a name and a value each. */
export type LoadFacts = readonly (readonly [name: string, value: string])[];

/** A run that is on time ends a moment after its time, too. */
const toldFromMs = 100;

/** What a rate asked for and what came of it; empty where the run has none. */
export function tellRate(summary: LeftSummary): LoadFacts {
  const { load, sent, late } = summary;
  const held = heldShare(summary);
  if (load === null || held === null) return [];
  const { requested, offered, neverOffered, unknown, forMs, caughtUpMs } = load;
  const perSecond = forMs === 0 ? '' : ` (${formatMeasure('rate', (offered * 1000) / forMs, [])})`;
  return [
    ['requested', count(requested)],
    ['offered', `${count(offered)}${perSecond}`],
    ['never offered', count(neverOffered)],
    ...(unknown === 0 ? [] : [['not known of', count(unknown)] as const]),
    ['sent', count(sent)],
    ['late', count(late)],
    ['left in time', formatMeasure('share', held, [])],
    ...(caughtUpMs < toldFromMs ? [] : [['went on after its time for', formatMs(caughtUpMs)] as const]),
  ];
}

/** What phoney itself used meanwhile; empty where the run has no rate. */
export function tellProcess({ load }: { readonly load: LoadFigures | null }): LoadFacts {
  if (load === null) return [];
  const { recordingMs } = load;
  const { cores, cpuMs, loopDelayMs, gc } = load.process;
  const share = formatMeasure('share', cores, []);
  return [
    ['CPU', `${share} of a core (user ${formatMs(cpuMs.user)}, system ${formatMs(cpuMs.system)})`],
    [
      'event loop',
      `p99 ${formatMs(loopDelayMs.p99)} late in the worst second, ${formatMs(loopDelayMs.max)} at most`,
    ],
    [
      'garbage collection',
      `${count(gc.count)} × in ${formatMs(gc.pauseMs)}, ${formatMs(gc.longestMs)} at most`,
    ],
    ...(recordingMs === 0 ? [] : [['waited for records', formatMs(recordingMs)] as const]),
  ];
}

/** Both as lines of the text. */
export function formatLoad(summary: LeftSummary): string[] {
  const line = (head: string, facts: LoadFacts): string =>
    `${head.padEnd(10)}${facts.map(([name, value]) => `${name} ${value}`).join(', ')}`;
  return summary.load === null ? [] : [line('rate', tellRate(summary)), line('phoney', tellProcess(summary))];
}
