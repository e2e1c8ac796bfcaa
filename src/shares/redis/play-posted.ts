import type { Clock } from '../../lib/clock.ts';
import { whenAborted } from '../../lib/when-aborted.ts';
import { planShares } from '../../run/share/plan.ts';
import type { Scenario } from '../../scenario/index.ts';
import { isOver, noNews, type ShareNews } from '../shares.ts';
import { openThreads, type ThreadShares } from '../threads/threads.ts';
import { encode } from './plain.ts';
import { keptForS, keysOf } from './keys.ts';
import { clockOffset, type RedisLink } from './link.ts';
import { readSaid, type Posting, type Said, type ShareJob } from './posting.ts';

/** How often a share looks for what it is told, and tells what it counted. */
const lookEveryMs = { waiting: 250, playing: 1000 } as const;
/** A share that stood still for so long ends. Less than after what it is given up. */
const stalledAfterMs = 10_000;
/** How long a share that is over tries to say so. */
const reportWithinMs = 600_000;
/** How much longer than for all to be ready a share waits to be told when to begin. */
const beginSlackMs = 30_000;

/** What a worker plays shares with. */
export interface PostedParts {
  readonly link: RedisLink;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Such as `loadgen-3:17`. */
  readonly where: string;
  /** The scenario with what is this machine's: its certificates. */
  readonly adapt: (scenario: Scenario) => Scenario;
  /** Whoever runs this machine wants the share to end: it drains. */
  readonly leave: AbortSignal;
  /** And at once. */
  readonly cutOff: AbortSignal;
}

/** Plays a share of a run that was put up, and tells in Redis how it goes. Resolves with what became of it. */
export async function playPosted(
  posting: Posting,
  { index }: ShareJob,
  parts: PostedParts,
): Promise<ShareNews> {
  const { link, clock, env } = parts;
  const plan = planShares(posting.shares, posting.centres)[index];
  if (plan === undefined) throw new Error(`Share ${index + 1} of ${posting.shares}`);
  const sharedZeroMs = posting.zeroMs - (await clockOffset(link.redis, clock));
  const { stopAfterMs, details } = posting;
  const shares = openThreads([{ plan, scenario: parts.adapt(posting.scenario), stopAfterMs, details }], {
    clock,
    env,
    sharedZeroMs,
    stalledAfterMs,
  });
  whenAborted(parts.leave, () => shares.leave());
  whenAborted(parts.cutOff, () => shares.cutOff());
  try {
    return await tellUntilOver(shares, { posting, index }, parts);
  } finally {
    await shares.close();
  }
}

interface Told {
  readonly posting: Posting;
  readonly index: number;
}

async function tellUntilOver(shares: ThreadShares, told: Told, parts: PostedParts): Promise<ShareNews> {
  const { clock, where } = parts;
  const takenMs = clock.monotonicMs();
  const obey = obedience(shares, told.index);
  let overMs: number | undefined;
  for (let beat = 1; ; beat++) {
    const news = { ...(shares.news[0] ?? noNews), where };
    const said = await tell(news, beat, told, parts);
    const nowMs = clock.monotonicMs();
    if (isOver(news)) {
      overMs ??= nowMs;
      if (said !== undefined || nowMs - overMs > reportWithinMs || parts.cutOff.aborted) return news;
    }
    if (said !== undefined) obey(said);
    const waits = news.state === 'waiting' || news.state === 'ready';
    if (waits && nowMs - takenMs > told.posting.readyWithinMs + beginSlackMs) shares.cutOff();
    await sleepUntilNews(shares, waits ? lookEveryMs.waiting : lookEveryMs.playing, clock, isOver(news));
  }
}

/** Does what all shares are told, each thing once. */
function obedience(shares: ThreadShares, index: number): (said: Said) => void {
  const done = new Set<string>();
  const once = (what: string, act: () => void): void => {
    if (done.has(what)) return;
    done.add(what);
    act();
  };
  return ({ beginAtMs, stop, cutOff, lost }) => {
    if (cutOff === true || lost.includes(index)) return once('cut off', () => shares.cutOff());
    if (stop === true) return once('stop', () => shares.stop());
    if (beginAtMs !== undefined) once('begin', () => shares.beginAt(beginAtMs));
  };
}

/** Tells all that is known of a share, and hears what all are told. `undefined` while Redis is away. */
async function tell(
  news: ShareNews,
  beat: number,
  { posting, index }: Told,
  { link }: PostedParts,
): Promise<Said | undefined> {
  const keys = keysOf(posting.id);
  try {
    const [, , , , said] = await inOneGo(
      link.redis
        .multi()
        .hset(keys.news, String(index), encode(news))
        .hset(keys.beats, String(index), String(beat))
        .expire(keys.news, keptForS)
        .expire(keys.beats, keptForS)
        .hgetall(keys.said),
    );
    return readSaid(said as Record<string, string>);
  } catch {
    return undefined;
  }
}

/** The answers of commands that are carried out together. */
async function inOneGo(commands: { exec(): Promise<[Error | null, unknown][] | null> }): Promise<unknown[]> {
  const answers = (await commands.exec()) ?? [];
  return answers.map(([error, answer]) => {
    if (error !== null) throw error;
    return answer;
  });
}

/** Resolves after a while, or when a share is over or ready: the others wait for such news. */
async function sleepUntilNews(
  shares: ThreadShares,
  ms: number,
  clock: Clock,
  wasOver: boolean,
): Promise<void> {
  const enough = new AbortController();
  const stateThen = shares.news[0]?.state;
  const unfollow = shares.follow(() => {
    const state = shares.news[0]?.state;
    if (!wasOver && state !== stateThen) enough.abort();
  });
  await clock.sleep(ms, enough.signal);
  unfollow();
}
