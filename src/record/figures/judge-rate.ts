import { count, countOf, formatMeasure, formatMs } from '../report/wording.ts';
import type { FeedSummary } from '../feed-summary.ts';
import type { Summary } from '../summary.ts';
import type { LoadFigures } from './load-fold.ts';
import { countToLeave, heldShare, type HeldSummary } from './held.ts';

/** What of a summary says whether a rate was held, and who kept it from it. */
export type RateSummary = HeldSummary &
  Pick<Summary, 'late' | 'lateWaiting' | 'overloaded' | 'delivered' | 'dropped' | 'feeds'>;

/** What was asked of a rate. */
export interface RateAsked {
  /** Which share of the messages has to leave in time, from 0 to 1. */
  readonly heldShare: number;
  /** What leaves no later than this after it was due leaves in time. */
  readonly lateAfterMs: number;
  /** How many connections a feed may have, over all shares of the run. */
  readonly connectionsPerFeed: number;
}

/** Who kept a rate from being held. */
export type RateLimit = 'phoney' | 'connections' | 'receiver' | 'source';

/** Whether a rate was held, and if not, who was the bottleneck and what to change. */
export interface RateVerdict {
  /** The share of what was to leave that left in time. */
  readonly held: number;
  readonly ok: boolean;
  /** `null` where it was held. */
  readonly limit: RateLimit | null;
  /** Whole sentences; `null` where it was held. */
  readonly why: string | null;
  readonly advice: string | null;
}

/** Of a core: a thread that uses so much of it has no more to give. */
const busyCores = 0.85;
/** Of the time: what goes by while records are written is more than a hiccup. */
const recordingShare = 0.05;
/** What `limits` lets a feed have. */
const mostConnections = 1000;
/** Above the need of average answers, so that not every one has to be such. */
const headroom = 1.25;

/** Judges a rate by what came of it; `null` where the run has none. Shares of one run are judged by what they came to together. */
export function judgeRate(summary: RateSummary, asked: RateAsked): RateVerdict | null {
  const { load } = summary;
  const held = heldShare(summary);
  if (load === null || held === null) return null;
  if (held >= asked.heldShare) return { held, ok: true, limit: null, why: null, advice: null };
  const found = findLimit(summary, load, asked);
  const missed = `${formatShare(held)} of ${countOf(countToLeave(summary), 'message')} left within ${formatMs(asked.lateAfterMs)} of their time`;
  return { held, ok: false, ...found, why: `The rate was not held: ${missed}. ${found.why}` };
}

function formatShare(share: number): string {
  return formatMeasure('share', share, []);
}

interface Found {
  readonly limit: RateLimit;
  readonly why: string;
  readonly advice: string;
}

/** Whoever most of the messages that did not leave in time waited for. */
function findLimit(summary: RateSummary, load: LoadFigures, asked: RateAsked): Found {
  const { inTime, late, lateWaiting, overloaded } = summary;
  const { neverOffered, ranDry } = load;
  if (load.offered === 0) return blameSilence();
  if (summary.delivered === 0 && summary.dropped > 0) return blameNoAnswer(summary);
  const missed = countToLeave(summary) - inTime;
  // What was offered, did not leave late and did not find the backlog full had not left when the run ended.
  const stuck = Math.max(0, missed - neverOffered - late - overloaded);
  const bySource = ranDry ? neverOffered : 0;
  const byPhoney = late - lateWaiting + neverOffered - bySource;
  const byWaiting = lateWaiting + overloaded + stuck;
  if (bySource >= byPhoney && bySource >= byWaiting) return blameSource(load);
  if (byPhoney >= byWaiting) return blamePhoney(load, inTime + late);
  return blameWaiting(summary, load, asked);
}

function blameSilence(): Found {
  return {
    limit: 'source',
    why: 'Nothing became due: what happened in the centre made no message.',
    advice:
      'See whether filters (event_list) leave anything over, and whether anybody has subscribed: a hub has clients of its own with phoney load --hub.',
  };
}

function blameNoAnswer({ dropped }: RateSummary): Found {
  return {
    limit: 'receiver',
    why: `The receiver took nothing: all ${countOf(dropped, 'message')} that ended were dropped.`,
    advice: 'See that the receiver answers at all, then ask for less at first.',
  };
}

function blameSource({ requested, offered }: LoadFigures): Found {
  return {
    limit: 'source',
    why: `The scenario ran dry: its day had ${countOf(offered, 'message')} to tell, and ${count(requested)} were asked for.`,
    advice:
      'Give it more agents and traffic or a longer day, play it over and over (--loop), or let phoney make up a centre that is large enough: phoney load --vendor.',
  };
}

function blamePhoney({ neverOffered, forMs, recordingMs, process }: LoadFigures, left: number): Found {
  const { cores, loopDelayMs } = process;
  const used = `it used ${formatShare(cores)} of a core, and its event loop was up to ${formatMs(loopDelayMs.max)} behind`;
  const managed = Math.floor(Number(((left * 1000) / Math.max(1, forMs)).toPrecision(2)));
  const never = neverOffered === 0 ? '' : `${countOf(neverOffered, 'message')} never became due. `;
  if (recordingMs >= recordingShare * forMs) {
    return {
      limit: 'phoney',
      why: `${never}Phoney itself was the bottleneck: messages waited ${formatMs(recordingMs)} for their records to be written.`,
      advice:
        'Leave --record out (reports need no record), write it to a faster disk, without .gz and .zst, or ask for less.',
    };
  }
  if (cores >= busyCores) {
    return {
      limit: 'phoney',
      why: `${never}Phoney itself was the bottleneck: ${used}.`,
      advice: `Ask for what it can do on this machine, about ${count(managed)}/s, or spread the load over more cores (phoney load --workers; a hub has one process). Recording and reports cost something, too.`,
    };
  }
  return {
    limit: 'phoney',
    why: `${never}Phoney itself was the bottleneck, though it had a core left: ${used}.`,
    advice:
      'This machine did something else meanwhile, or has too few cores for phoney and the receiver. Run phoney on one of its own, ask for less, or allow more with --late-after and --held.',
  };
}

function blameWaiting(summary: RateSummary, load: LoadFigures, asked: RateAsked): Found {
  const [name, feed] = mostWaiting(summary.feeds);
  const { p50, min, mean, p99, max } = feed.receiverMs;
  const busy = `Messages of ${name} waited for a connection: ${asked.connectionsPerFeed === 1 ? 'the one' : `all ${count(asked.connectionsPerFeed)}`} that it may have ${asked.connectionsPerFeed === 1 ? 'was' : 'were'} busy`;
  if (p50 === null || min === null || mean === null) {
    return {
      limit: 'receiver',
      why: `${busy}, and the receiver delivered no answer.`,
      advice: 'See that the receiver answers at all, then ask for less at first.',
    };
  }
  const perSec = (feed.rendered - feed.filtered - feed.withheld) / Math.max(0.001, load.forMs / 1000);
  const needed = Math.ceil((perSec * mean * headroom) / 1000);
  const tookMore = `it answered in ${formatMs(p50)} mostly, ${formatMs(p99)} at p99 and ${formatMs(max)} at most`;
  const isSlowed = p50 > 3 * min + 5;
  if (Math.ceil((perSec * p50) / 1000) <= asked.connectionsPerFeed || isSlowed) {
    return {
      limit: 'receiver',
      why: `${busy} while the receiver took its time: ${tookMore}.`,
      advice:
        'Have a look at the receiver, or ask for less. phoney load --find-capacity finds what it holds.',
    };
  }
  return {
    limit: 'connections',
    why: `${busy}: the receiver answered in ${formatMs(mean)} on average, and ${countOf(Math.round(perSec), 'message')} a second take ${countOf(needed, 'connection')} then.`,
    advice:
      needed > mostConnections
        ? `A feed may have ${count(mostConnections)} at most. Play several loads side by side, or ask for less.`
        : `Allow connections_per_feed: ${needed} (phoney load --connections ${needed}). Where the receiver then takes longer for each answer, it is the receiver that cannot keep up.`,
  };
}

function mostWaiting(feeds: RateSummary['feeds']): readonly [string, FeedSummary] {
  const waiting = ({ lateWaiting, overloaded, cutOff }: FeedSummary): number =>
    lateWaiting + overloaded + cutOff;
  const [first, ...rest] = Object.entries(feeds);
  if (first === undefined) throw new Error('A message that waited is one of a feed.');
  return rest.reduce((most, one) => (waiting(one[1]) > waiting(most[1]) ? one : most), first);
}
