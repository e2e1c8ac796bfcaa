import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { makeFolder, startPhoney, type RunningPhoney } from '../../acceptance/world.ts';
import type { LoadSummary } from '../../load/load.ts';
import { smallText } from '../setting.ts';
import type { RedisServer } from './redis-server.ts';

/** The last line of a load in shares. */
export interface SharedSummary extends LoadSummary {
  readonly shares: readonly {
    readonly share: number;
    readonly where: string | null;
    readonly state: string;
    readonly note: string | null;
    readonly known: { readonly books: LoadSummary['books'] } | null;
  }[];
}

/** Starts a worker, and waits until it takes shares. */
export async function startWorker(
  redis: Pick<RedisServer, 'url'>,
  more: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<RunningPhoney> {
  const worker = startPhoney(['worker', '--on', redis.url, '--json', ...more], env);
  onTestFinished(() => {
    worker.process.kill('SIGCONT');
    worker.process.kill('SIGKILL');
  });
  await worker.line((line) => line.includes('"ready"'));
  return worker;
}

/** Where a worker says that it is. */
export function placeOf(worker: RunningPhoney): string {
  return `:${worker.process.pid ?? 0}`;
}

/** Starts a load in shares on that Redis. */
export function startOn(
  redis: Pick<RedisServer, 'url'>,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): RunningPhoney {
  const load = startPhoney(['load', ...args, '--on', redis.url, '--json'], env);
  onTestFinished(() => void load.process.kill('SIGKILL'));
  return load;
}

/** A file of the small centre, which tells `url` what happens at that pace. */
export function smallFile(url: string, more: string): string {
  const folder = makeFolder();
  onTestFinished(() => folder.remove());
  const file = path.join(folder.path, 'small.yaml');
  writeFileSync(file, smallText(url, more));
  return file;
}

/** The name of the run, once it is put up. */
export async function runOf(load: RunningPhoney): Promise<string> {
  const line = await load.line((one) => one.includes('"type":"run"'));
  return (JSON.parse(line) as { run: string }).run;
}

/** The summary of a load that has ended. */
export function summaryOf(stdout: string): SharedSummary {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as SharedSummary;
}
