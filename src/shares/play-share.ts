import { carryGuests, reloadGuests, type GuestSource } from '../dialects/index.ts';
import type { Clock } from '../lib/clock.ts';
import { InputError, StartError } from '../lib/errors.ts';
import { whenAborted } from '../lib/when-aborted.ts';
import type { Run } from '../run/handle.ts';
import { startRun } from '../run/run.ts';
import { scenarioOfShare } from '../run/share/plan.ts';
import type { ShareEnd, ShareOrder, ShareRefusal, ShareWord } from './order.ts';
import { OwnFigures } from './own-figures.ts';

/** How often a share tells what it has counted. */
const tellEveryMs = 1000;

/** How a share hears of whoever watches over it, and is heard. */
export interface ShareLink {
  readonly tell: (word: ShareWord) => void;
  /** Resolves with the instant at which all begin, in the time that all have in common. */
  readonly begin: Promise<number>;
  /** Nothing more is rendered; what is on its way still ends. */
  readonly stop: AbortSignal;
  /** And that is cut off, too. */
  readonly cutOff: AbortSignal;
  /** Who stopped it, once it is. */
  readonly stoppedBy: () => NonNullable<ShareEnd['stoppedBy']>;
}

/** What a share needs of its surroundings. */
export interface ShareParts {
  /** Shows the time that all shares have in common. */
  readonly clock: Clock;
  /** Where secrets are looked up: this machine's. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The dialects that the scenario has beside phoney's own, to be loaded here. Absent: none. */
  readonly guests?: readonly GuestSource[];
}

/**
 * Plays one share: sets everything up, says that it is ready, begins with all the others, tells each second what it has counted,
 * and says at last how it ended, or why it could not begin. Throws only what is a bug.
 */
export async function playShare(order: ShareOrder, link: ShareLink, parts: ShareParts): Promise<void> {
  try {
    link.tell({ type: 'ended', end: await play(order, link, parts) });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    link.tell({ type: 'refused', refusal });
  }
}

async function play(order: ShareOrder, link: ShareLink, parts: ShareParts): Promise<ShareEnd> {
  const { clock, env } = parts;
  const { targets, ...others } = order.scenario;
  const scenario = { ...others, targets: carryGuests(targets, reloadGuests(parts.guests ?? [])) };
  const over = new AbortController();
  let telling = Promise.resolve();
  let own: OwnFigures | undefined;
  const beginAt = (begun: Run, beganAtMs: number): OwnFigures =>
    (own ??= new OwnFigures(begun, clock, { beganAtMs, details: order.details }));
  const run = await startRun(scenarioOfShare(scenario, order.plan), {
    share: order.plan.share,
    clock,
    env,
    stopAfterMs: order.stopAfterMs,
    warn: (problem) => link.tell({ type: 'warning', problem }),
    begin: async (begun) => {
      whenAborted(link.stop, () => begun.stop());
      whenAborted(link.cutOff, () => begun.cutOff());
      await begun.warmUp();
      link.tell({ type: 'ready' });
      const atMs = await Promise.race([link.begin, aborted(begun.stopSignal)]);
      if (atMs === undefined) return;
      await clock.sleep(Math.max(0, atMs - clock.monotonicMs()), begun.stopSignal);
      const figures = beginAt(begun, atMs);
      telling = tellFigures(
        () => link.tell({ type: 'figures', figures: figures.read() }),
        clock,
        over.signal,
      );
    },
  });
  try {
    const { elapsedMs, interrupted } = await run.result;
    const figures = own ?? beginAt(run, Infinity);
    return { ...figures.readEnd(), elapsedMs, stoppedBy: interrupted ? link.stoppedBy() : null };
  } finally {
    over.abort();
    await telling;
  }
}

async function tellFigures(tell: () => void, clock: Clock, over: AbortSignal): Promise<void> {
  for (;;) {
    tell();
    await clock.sleep(tellEveryMs, over);
    if (over.aborted) return;
  }
}

/** What is wrong with what was asked, or with where it was asked; `undefined` for a bug. */
function refusalOf(error: unknown): ShareRefusal | undefined {
  if (error instanceof InputError) return { kind: 'input', problems: error.problems };
  if (error instanceof StartError) return { kind: 'start', problems: [{ message: error.message }] };
  return undefined;
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => whenAborted(signal, () => resolve(undefined)));
}
