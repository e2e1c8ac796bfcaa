import { Watches } from '../record/expect/watches.ts';
import type { RateAsked } from '../record/figures/judge-rate.ts';
import type { RunResult } from '../record/run-result.ts';
import { noShareLost, type ShareRow } from '../record/report/share-row.ts';
import { countOf } from '../record/report/wording.ts';
import { readSummary, SummaryFold, type Summary } from '../record/summary.ts';
import { completeExpectations, judgeRun, type ExpectationResult, type Judged } from '../record/verdict.ts';
import { rateAskedOf } from '../run/rate/rate-asked.ts';
import type { Scenario } from '../scenario/index.ts';
import type { ShareFigures } from './order.ts';
import { partsOf } from './parts.ts';
import type { ShareNews } from './shares.ts';

/** All shares of a run as one. */
export interface TogetherResult extends RunResult {
  readonly shares: readonly ShareRow[];
}

/** What all shares have counted until now, put together. */
export class Together {
  readonly #fold: SummaryFold;
  readonly #watches: Watches;
  readonly #asked: RateAsked | undefined;
  readonly #news: readonly ShareNews[];

  constructor(scenario: Scenario, news: readonly ShareNews[]) {
    this.#fold = new SummaryFold(scenario.faults.map(({ name, input }) => ({ name, kind: input.fault })));
    this.#news = news;
    this.#asked = rateAskedOf(scenario);
    this.#watches = new Watches(
      completeExpectations(scenario.expect, scenario.limits, { heldShare: this.#asked?.heldShare }),
    );
    for (const part of partsOf(scenario, news)) this.#fold.merge(part);
    for (const { figures } of news) if (figures !== null) this.#watches.merge(figures.snapshot.watches);
  }

  summary(): Summary {
    return this.#fold.read();
  }

  /** The expectation because of which all are to end: it cannot be met any more. */
  get hopeless(): string | undefined {
    return this.#watches.all.find(({ isHopeless }) => isHopeless)?.expectation.id;
  }

  /** Holds all of it against what the scenario expects, at the last instant that is known of, and whether every share has ended. */
  judge(): Judged {
    const nowMs = Math.max(0, ...this.#news.map(({ figures }) => figures?.atMs ?? 0));
    const wasStopped = this.#news.some(({ end }) => end !== null && end.stoppedBy !== null);
    const moment = { summary: this.summary(), nowMs };
    const judged = judgeRun(this.#watches.all, moment, { asked: this.#asked, wasStopped });
    return { ...judged, expectations: [...judged.expectations, everyShareEnded(this.#news)] };
  }
}

/** A row for each share. */
export function rowsOf(news: readonly ShareNews[]): ShareRow[] {
  return news.map((one, index) => ({
    share: index + 1,
    where: one.where,
    state: one.state,
    summary: one.figures && readSummary(one.figures.snapshot.summary),
    knownForMs: one.figures && one.figures.forMs,
    beganLateMs: one.figures && one.figures.beganLateMs,
    note: noteOf(one),
  }));
}

function noteOf({ lost, end, figures }: ShareNews): string | null {
  if (lost !== null) return `${lost} ${whatIsKnown(figures)}`;
  if (end?.stoppedBy === 'worker') return 'Its worker was asked to end, and what was on its way has ended.';
  if (end?.stoppedBy === 'stall')
    return 'Its worker stood still for too long, and it was cut off when that was noticed.';
  return null;
}

function whatIsKnown(figures: ShareFigures | null): string {
  if (figures === null) return 'Nothing is known of its messages.';
  const { forMs, snapshot } = figures;
  const { open } = readSummary(snapshot.summary);
  const onTheWay =
    open === 0 ? '' : `, when ${countOf(open, 'message')} ${open === 1 ? 'was' : 'were'} on the way`;
  return `Its books are known until ${(forMs / 1000).toFixed(1)} s${onTheWay}; what it sent after that is in nobody's.`;
}

/** The expectation that every run of several shares has. */
function everyShareEnded(news: readonly ShareNews[]): ExpectationResult {
  const actual = news.filter(
    ({ state, end }) => state !== 'ended' || end?.stoppedBy === 'worker' || end?.stoppedBy === 'stall',
  ).length;
  return { id: noShareLost, kind: 'count', ok: actual === 0, actual, bound: { max: 0 } };
}
