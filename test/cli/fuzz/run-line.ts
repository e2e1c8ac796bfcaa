import { setTimeout as sleep } from 'node:timers/promises';
import { runCommandLine } from '../../../src/cli/command-line.ts';
import type { Line } from './draw-line.ts';

/** Longer than this a line is not left alone. */
const patienceMs = 60;
const hungMs = 20_000;

/** How a line ended. */
export interface Ended {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
  /** What nobody caught, and that it went on for too long. */
  readonly stray: readonly string[];
}

const usual = { ...process.env };

/** Runs a command line in this process, as `main.ts` does in one of its own. What serves or waits is ended as with Ctrl-C. */
export async function runLine({ args, env }: Line): Promise<Ended> {
  const writeOut = process.stdout.write.bind(process.stdout);
  const writeErr = process.stderr.write.bind(process.stderr);
  const { exitCode: codeBefore } = process;
  process.env = { ...usual, NO_COLOR: '1', PASSWORD: 'secret', ...env };
  process.exitCode = undefined;
  let [stdout, stderr] = ['', ''];
  const take = (into: (text: string) => void) =>
    ((chunk: string | Uint8Array, ...rest: unknown[]) => {
      into(String(chunk));
      const done = rest.at(-1);
      if (typeof done === 'function') queueMicrotask(() => (done as () => void)());
      return true;
    }) as typeof process.stdout.write;
  process.stdout.write = take((text) => (stdout += text.slice(0, 10_000)));
  process.stderr.write = take((text) => (stderr += text.slice(0, 10_000)));
  const stray: string[] = [];
  const onStray = (error: unknown): void =>
    void stray.push(error instanceof Error ? String(error.stack) : String(error));
  process.on('uncaughtException', onStray).on('unhandledRejection', onStray);
  const ended = runCommandLine(args);
  const over = new AbortController();
  const hung = endAfterPatience(over.signal);
  await Promise.race([ended, hung]);
  over.abort();
  if (await hung) stray.push(`It did not end within ${hungMs} ms.`);
  process.off('uncaughtException', onStray).off('unhandledRejection', onStray);
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
  const code = process.exitCode ?? 0;
  process.stdout.write = writeOut;
  process.stderr.write = writeErr;
  process.exitCode = codeBefore;
  process.env = usual;
  return { code, stdout, stderr, stray };
}

/** Whether it has to be given up. */
async function endAfterPatience(over: AbortSignal): Promise<boolean> {
  const began = performance.now();
  while (!over.aborted && performance.now() - began < hungMs) {
    await sleep(patienceMs, undefined, { signal: over }).catch(() => undefined);
    if (!over.aborted) process.emit('SIGINT');
  }
  return !over.aborted;
}
