import type { Clock } from '../lib/clock.ts';
import { InputError, StartError, type Problem } from '../lib/errors.ts';
import { whenAborted } from '../lib/when-aborted.ts';
import type { Scenario } from '../scenario/index.ts';
import { isOver, noNews, type ShareNews, type Shares } from './shares.ts';
import { rowsOf, Together, type TogetherResult } from './together.ts';

/** What a coordinator is given beside the shares. */
export interface CoordinatorParts {
  readonly scenario: Scenario;
  readonly clock: Clock;
  /** How long all shares may take to be ready. */
  readonly readyWithinMs: number;
  /** Ends all shares once a message was dropped. Default: they go on. */
  readonly failFast?: boolean;
  /** Somebody wants it to end: all shares drain. */
  readonly stop: AbortSignal;
  /** And at once. */
  readonly cutOff: AbortSignal;
}

/** After what is cut off the shares may take so long to say so. */
const lastWordsMs = 5000;

/**
 * Watches over shares from their beginning, all at one instant, to their end, and puts together what they counted. A share that is
 * lost stays lost: nobody plays its part again. Throws an `InputError` or a `StartError` where not all of them could begin.
 */
export async function coordinate(shares: Shares, parts: CoordinatorParts): Promise<TogetherResult> {
  const { stop, cutOff, clock } = parts;
  const over = new AbortController();
  const early: EarlyEnd = {};
  const unfollow = endsEarly(parts) ? shares.follow(() => endEarly(shares, parts, early)) : () => undefined;
  const onStop = (): void => shares.stop();
  const onCutOff = (): void => {
    shares.cutOff();
    void clock.sleep(lastWordsMs, over.signal).then(() => over.abort());
  };
  whenAborted(stop, onStop);
  whenAborted(cutOff, onCutOff);
  try {
    await allReady(shares, parts);
    if (!stop.aborted) shares.begin();
    await until(shares, (news) => news.every(isOver), over.signal);
  } finally {
    over.abort();
    unfollow();
    stop.removeEventListener('abort', onStop);
    cutOff.removeEventListener('abort', onCutOff);
  }
  return resultOf(shares.news, parts, early);
}

/** What ended all shares before their time. */
interface EarlyEnd {
  abortedBy?: string;
  failedFast?: true;
}

/** Whether what the shares count can end them: otherwise nobody need put it together before the end. */
function endsEarly({ scenario: { expect }, failFast }: CoordinatorParts): boolean {
  return failFast === true || expect.some(({ abort }) => abort === true);
}

function endEarly(shares: Shares, { scenario, failFast }: CoordinatorParts, early: EarlyEnd): void {
  if (early.abortedBy !== undefined || early.failedFast === true) return;
  const together = new Together(scenario, shares.news);
  const { hopeless } = together;
  if (hopeless !== undefined) {
    early.abortedBy = hopeless;
    shares.cutOff();
  } else if (failFast === true && together.summary().dropped > 0) {
    early.failedFast = true;
    shares.stop();
  }
}

/** Resolves once all are ready, or it is to end before. Throws why not all can be, once none is left. */
async function allReady(shares: Shares, parts: CoordinatorParts): Promise<void> {
  const { clock, readyWithinMs, stop } = parts;
  const timeUp = new AbortController();
  const settled = new AbortController();
  const timer = clock.sleep(readyWithinMs, settled.signal).then(() => timeUp.abort());
  const isSettled = (news: readonly ShareNews[]): boolean =>
    hasBegun(news) || news.some(isOver) || news.every(({ state }) => state !== 'waiting');
  await until(shares, isSettled, AbortSignal.any([timeUp.signal, stop]));
  settled.abort();
  await timer;
  const news = [...shares.news];
  if (stop.aborted || hasBegun(news)) return;
  if (news.every(({ state }) => state !== 'waiting') && !news.some(isOver)) return;
  const waiting = news.filter(({ state }) => state === 'waiting').length;
  shares.cutOff();
  const enough = new AbortController();
  void clock.sleep(lastWordsMs, enough.signal).then(() => enough.abort());
  await until(shares, (all) => all.every((one) => isOver(one) || one.where === null), enough.signal);
  enough.abort();
  // Of a share that nobody had taken there is nothing to tell.
  const told = shares.news.map((one, index) =>
    news[index]?.where === null && one.lost !== null ? noNews : one,
  );
  throw whyNot(told, waiting, readyWithinMs);
}

/** Whether somebody watched over them before, and they play already. */
function hasBegun(news: readonly ShareNews[]): boolean {
  return news.some(({ figures }) => figures !== null);
}

const nothingWasSent =
  'Nothing was sent. See that whoever plays it is there again, then start the load anew.';

function whyNot(news: readonly ShareNews[], waiting: number, withinMs: number): InputError | StartError {
  const problems = news.flatMap(({ refusal, where }, index) =>
    (refusal?.problems ?? []).map((problem) => ({
      ...problem,
      message: `${nameOf(index, where)}: ${problem.message}`,
    })),
  );
  const isInput = news.some(({ refusal }) => refusal?.kind === 'input');
  if (isInput) return new InputError(once(problems));
  const lost = news.flatMap(({ lost: why, where }, index) =>
    why === null ? [] : [`${nameOf(index, where)}: ${why}`],
  );
  const next = lost.length === 0 ? [] : [nothingWasSent];
  const reasons = [...problems.map(({ message }) => message), ...lost, ...next];
  if (reasons.length > 0) return new StartError(reasons.join('\n'));
  return new StartError(
    `${waiting} of ${news.length} shares were not ready within ${Math.round(withinMs / 1000)} s. Each takes a worker: see how many there are, and what they say.`,
  );
}

/** What several shares found alike is told once, by the first of them. */
function once(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ message }) => {
    const what = message.slice(message.indexOf(': '));
    return !seen.has(what) && seen.add(what);
  });
}

function nameOf(index: number, where: string | null): string {
  return `Share ${index + 1}${where === null ? '' : ` (${where})`}`;
}

function resultOf(
  news: readonly ShareNews[],
  { scenario, stop }: CoordinatorParts,
  early: EarlyEnd,
): TogetherResult {
  const together = new Together(scenario, news);
  const judged = together.judge();
  return {
    verdict: judged.expectations.every(({ ok }) => ok) && early.failedFast !== true ? 'passed' : 'failed',
    seed: scenario.seed,
    summary: together.summary(),
    ...judged,
    elapsedMs: Math.max(0, ...news.map(({ end, figures }) => end?.elapsedMs ?? figures?.forMs ?? 0)),
    interrupted: stop.aborted && early.abortedBy === undefined && early.failedFast !== true,
    ...early,
    shares: rowsOf(news),
  };
}

/** Resolves once `isSo` of the news, or when `signal` aborts. */
function until(
  shares: Shares,
  isSo: (news: readonly ShareNews[]) => boolean,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!signal.aborted && !isSo(shares.news)) return;
      unfollow();
      signal.removeEventListener('abort', look);
      resolve();
    };
    const unfollow = shares.follow(look);
    signal.addEventListener('abort', look);
    look();
  });
}
