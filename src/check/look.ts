import type { Demand, Finding } from '../dialects/demand.ts';
import type { Clock } from '../lib/clock.ts';
import type { Judged, Verdict } from './report/report.ts';
import { choose, type Selection } from './select.ts';

/** Who watches a check while it goes on. */
export interface CheckWatcher {
  /** `nth` of `count`, from 1: those that are looked at. */
  began(demand: Pick<Judged, 'id' | 'title'>, nth: number, count: number): void;
  judged(judged: Judged): void;
}

/** What a check goes on with. */
export interface LookParts {
  readonly selection: Selection;
  readonly clock: Clock;
  /** Ends it between two demands; the one that is being looked at when it aborts has no verdict. */
  readonly stop: AbortSignal;
  readonly watcher: CheckWatcher;
}

/** Looks at one demand after the other. What is thrown meanwhile is a bug, and thrown on. */
export async function lookAtAll<Bench>(
  demands: readonly Demand<Bench>[],
  bench: Bench,
  { selection, clock, stop, watcher }: LookParts,
): Promise<Judged[]> {
  const chosen = demands
    .map((demand) => ({ demand, choice: choose(demand.id, selection) }))
    .filter(({ choice }) => choice !== 'leave out');
  const count = chosen.filter(({ choice }) => choice === 'look').length;
  const all: Judged[] = [];
  let nth = 0;
  for (const { demand, choice } of chosen) {
    if (choice === 'look') watcher.began(demand, ++nth, count);
    const startedMs = clock.monotonicMs();
    const finding = choice === 'look' ? await look(demand, bench) : undefined;
    if (stop.aborted) break;
    const judged = judge(demand, finding, clock.monotonicMs() - startedMs);
    all.push(judged);
    watcher.judged(judged);
  }
  return all;
}

function look<Bench>({ look: see }: Demand<Bench>, bench: Bench): Promise<Finding> {
  return see === undefined ? Promise.resolve({ verdict: 'not seen', evidence: [] }) : see(bench);
}

function judge(
  { id, title, section, level }: Demand<never>,
  finding: Finding | undefined,
  durationMs: number,
): Judged {
  const verdict = finding === undefined ? 'skipped' : verdictOf(level, finding);
  const evidence = finding?.evidence ?? [];
  return { id, title, section, level, verdict, evidence, durationMs: Math.round(durationMs) };
}

/** Advice that is not followed only warns, and a question stays one whatever was seen. */
function verdictOf(level: Judged['level'], { verdict }: Finding): Verdict {
  if (level === 'question') return 'not seen';
  return verdict === 'broken' && level === 'advice' ? 'warned' : verdict;
}
