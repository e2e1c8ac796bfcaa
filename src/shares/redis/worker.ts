import type { Job, Worker } from 'bullmq';
import type { Clock } from '../../lib/clock.ts';
import { whenAborted } from '../../lib/when-aborted.ts';
import { shareJson, summaryJson } from '../../record/report/report-json.ts';
import type { Scenario } from '../../scenario/index.ts';
import { noNews, type ShareNews } from '../shares.ts';
import { rowsOf, Together } from '../together.ts';
import { keptForS, keysOf, prefix, queues } from './keys.ts';
import type { RedisLink } from './link.ts';
import { decode, encode } from './plain.ts';
import { playPosted } from './play-posted.ts';
import type { Posting, ShareJob } from './posting.ts';

/** What a worker is given. */
export interface WorkerParts {
  readonly link: RedisLink;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly where: string;
  /** How many shares it plays at once, each in a thread. */
  readonly slots: number;
  readonly phoney: string;
  readonly adapt: (scenario: Scenario) => Scenario;
  /** Takes no more shares, and drains those that it has. */
  readonly leave: AbortSignal;
  readonly cutOff: AbortSignal;
  /** Told when a share is taken, and what became of it. */
  readonly onTaken: (posting: Posting, index: number) => void;
  readonly onOver: (posting: Posting, index: number, news: ShareNews) => void;
}

/** A worker whose lock is not renewed for so long has lost its job: BullMQ gives it up. */
const lockMs = 30_000;
const stalledEveryMs = 10_000;
/** What is left open once all is said is not waited for. */
const closeWithinMs = 3000;

/** Plays the shares that are put up, until `leave` aborts and those that it has are over. */
export async function attendShares(parts: WorkerParts): Promise<void> {
  const { link, slots, where, leave } = parts;
  const options = {
    prefix,
    name: where,
    lockDuration: lockMs,
    stalledInterval: stalledEveryMs,
    // A share that stalled is lost: it is never played again.
    maxStalledCount: 0,
    maxStartedAttempts: 1,
  };
  const active = new Active();
  const shares = new link.bullmq.Worker<ShareJob>(queues.shares, (job) => active.while(playJob(job, parts)), {
    ...options,
    concurrency: slots,
    connection: link.connect(),
  });
  const runs = new link.bullmq.Worker<{ run: string }>(queues.runs, (job) => mergeRun(job, link), {
    ...options,
    maxStartedAttempts: 3,
    maxStalledCount: 1,
    connection: link.connect(),
  });
  for (const worker of [shares, runs] as readonly Worker[]) worker.on('error', () => undefined);
  await new Promise<void>((resolve) => whenAborted(leave, resolve));
  const paused = shares.pause(true);
  await active.none();
  // With Redis away each of these would wait for it.
  const closed = paused.then(() => Promise.all([shares.close(), runs.close()])).catch(() => undefined);
  const enough = new AbortController();
  await Promise.race([closed, parts.clock.sleep(closeWithinMs, enough.signal)]);
  enough.abort();
}

/** Counts what goes on. */
class Active {
  #count = 0;
  #onNone: (() => void) | undefined;

  async while<Value>(one: Promise<Value>): Promise<Value> {
    this.#count++;
    try {
      return await one;
    } finally {
      if (--this.#count === 0) this.#onNone?.();
    }
  }

  /** Resolves once nothing goes on. */
  none(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#count === 0) resolve();
      else this.#onNone = resolve;
    });
  }
}

/** Whether the share was played to its end is in its news: the job fails where it was not, so that a dashboard shows it. */
async function playJob({ data: { run, index } }: Job<ShareJob>, parts: WorkerParts): Promise<unknown> {
  const { link, phoney } = parts;
  const keys = keysOf(run);
  const text = await link.redis.get(keys.posting);
  if (text === null) throw new Error(`Nothing is known of run ${run} any more.`);
  const posting = decode(text) as Posting;
  const said = await link.redis.hgetall(keys.said);
  if (said['stop'] !== undefined || said['cutOff'] !== undefined)
    throw new Error('The run was stopped before.');
  if (posting.phoney !== phoney) {
    const message = `This worker is phoney ${phoney}, and the run is of phoney ${posting.phoney}: they would not send the same. Start workers of the version that phoney load has.`;
    await refuse(link, posting, index, {
      ...noNews,
      where: parts.where,
      state: 'refused',
      refusal: { kind: 'start', problems: [{ message }] },
    });
    throw new Error(message);
  }
  parts.onTaken(posting, index);
  const news = await playPosted(posting, { run, index }, parts);
  parts.onOver(posting, index, news);
  if (news.state !== 'ended') throw new Error(news.lost ?? news.refusal?.problems[0]?.message ?? news.state);
  return rowsOf([news]).map((row) => ({ ...shareJson(row), share: index + 1 }))[0];
}

async function refuse({ redis }: RedisLink, { id }: Posting, index: number, news: ShareNews): Promise<void> {
  const keys = keysOf(id);
  await redis
    .multi()
    .hset(keys.news, String(index), encode(news))
    .hset(keys.beats, String(index), '1')
    .expire(keys.news, keptForS)
    .expire(keys.beats, keptForS)
    .exec();
}

/** Puts together what the shares of a run told, for whoever looks at its job. */
async function mergeRun({ data: { run } }: Job<{ run: string }>, { redis }: RedisLink): Promise<unknown> {
  const keys = keysOf(run);
  const [text, told] = await Promise.all([redis.get(keys.posting), redis.hgetall(keys.news)]);
  if (text === null) throw new Error(`Nothing is known of run ${run} any more.`);
  const { scenario, shares } = decode(text) as Posting;
  const news = Array.from({ length: shares }, (_, index) => {
    const one = told[String(index)];
    return one === undefined ? noNews : (decode(one) as ShareNews);
  });
  const together = new Together(scenario, news);
  const { expectations } = together.judge();
  return {
    verdict: expectations.every(({ ok }) => ok) ? 'passed' : 'failed',
    ...summaryJson(together.summary()),
    shares: rowsOf(news).map(shareJson),
  };
}
