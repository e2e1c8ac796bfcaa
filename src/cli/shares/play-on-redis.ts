import { randomBytes } from 'node:crypto';
import type { Clock } from '../../lib/clock.ts';
import { planShares, scenarioOfShare } from '../../run/share/plan.ts';
import type { Scenario } from '../../scenario/index.ts';
import { readRedisAddress } from '../../shares/redis/address.ts';
import { runIdOf } from '../../shares/redis/keys.ts';
import { openLink, type RedisLink } from '../../shares/redis/link.ts';
import { post } from '../../shares/redis/post.ts';
import type { Posting } from '../../shares/redis/posting.ts';
import { findPosting, RedisShares } from '../../shares/redis/redis-shares.ts';
import { withoutSecrets } from '../../shares/redis/secrets.ts';
import type { Output } from '../output.ts';
import type { Beside, ReportFlags } from '../report/report-flags.ts';
import { openReports, type Reports } from '../report/reports.ts';
import { listenForStop } from '../run/play-and-report.ts';
import { version } from '../version.ts';
import { playShares } from './play-shares.ts';

/** What is to be played on other machines, and how it is told here. */
export interface OnRedisParts {
  readonly on: string;
  readonly flags: ReportFlags & Beside & { readonly failFast?: boolean };
  readonly redisWithinMs: number;
  readonly output: Output;
  readonly clock: Clock;
}

/** A load that is to be put up for workers. */
export interface ToPost {
  readonly scenario: Scenario;
  readonly title: string;
  readonly shares: number;
  readonly centres: number;
  readonly forMs: number;
  /** How long all shares may take to be taken and ready. */
  readonly readyWithinMs: number;
}

/** Puts a load up for workers, watches over its shares, and says how the command ends. */
export async function playOnRedis(load: ToPost, parts: OnRedisParts): Promise<number> {
  const { title, shares, centres, forMs, readyWithinMs } = load;
  const scenario = withoutSecrets(load.scenario);
  for (const plan of planShares(shares, centres)) scenarioOfShare(scenario, plan);
  const { flags, output } = parts;
  const reports = openReports(flags, flags, output);
  return onLink(parts, async (link) => {
    const posting = await post(link, {
      id: runIdOf(randomBytes(5)),
      phoney: version,
      title,
      shares,
      centres,
      scenario,
      stopAfterMs: forMs,
      details: reports.areWanted,
      readyWithinMs,
    });
    output.note(
      `Run ${posting.id}: phoney load --attach ${posting.id} --on ${link.address.shown} watches over it from elsewhere, too.`,
    );
    if (flags.json === true) output.result(JSON.stringify({ type: 'run', run: posting.id, shares }));
    return watchOver(link, posting, reports, parts);
  });
}

/** Watches over a run that was put up before, as if it had done so from the beginning. */
export function attachOnRedis(id: string, parts: OnRedisParts): Promise<number> {
  const { flags, output } = parts;
  const reports = openReports(flags, flags, output);
  return onLink(parts, async (link) => {
    const posting = await findPosting(link, id);
    output.note(
      `${output.paint.bold('phoney load')} ${posting.title}, seed ${posting.scenario.seed}, run ${id}`,
    );
    return watchOver(link, posting, reports, parts);
  });
}

async function onLink({ on }: OnRedisParts, act: (link: RedisLink) => Promise<number>): Promise<number> {
  const link = await openLink(readRedisAddress(on, process.env));
  try {
    return await act(link);
  } finally {
    link.close();
  }
}

async function watchOver(
  link: RedisLink,
  posting: Posting,
  reports: Reports,
  parts: OnRedisParts,
): Promise<number> {
  const { output, clock, flags, redisWithinMs } = parts;
  const interrupt = listenForStop(output);
  const shares = new RedisShares(posting, { link, clock, redisWithinMs, note: (line) => output.note(line) });
  try {
    return await playShares(shares, {
      scenario: posting.scenario,
      forMs: posting.stopAfterMs,
      readyWithinMs: posting.readyWithinMs,
      flags,
      output,
      clock,
      reports,
      interrupt,
    });
  } finally {
    await shares.close();
    interrupt.release();
  }
}
