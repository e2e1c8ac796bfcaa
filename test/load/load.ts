import { onTestFinished } from 'vitest';
import { startReceiver, type PhoneyReceiver, type StartReceiverOptions } from '../../src/index.ts';
import { phoney, startPhoney, type Ended, type RunningPhoney } from '../acceptance/world.ts';

/** The last line of `phoney load --json`, as far as tests look at it. */
export interface LoadSummary {
  readonly verdict: string;
  readonly seed: number;
  readonly interrupted: boolean;
  readonly books: Readonly<
    Record<'rendered' | 'filtered' | 'delivered' | 'dropped' | 'cutOff' | 'withheld' | 'copied', number>
  >;
  readonly expectations: readonly { readonly id: string; readonly ok: boolean }[];
}

/** A receiver over mutual TLS for one test. */
export async function receive(options: StartReceiverOptions = {}): Promise<PhoneyReceiver> {
  const receiver = await startReceiver(options);
  onTestFinished(() => receiver.close());
  return receiver;
}

/** The flags that get through to a receiver. */
export function to({ url, tls }: PhoneyReceiver): string[] {
  if (tls === undefined) return ['--url', url];
  return ['--url', url, '--cert', tls.cert, '--key', tls.key, '--ca', tls.ca];
}

/** Runs `phoney load --json` to its end. */
export async function load(
  ...args: readonly string[]
): Promise<Ended & { readonly summary: () => LoadSummary }> {
  const ended = await phoney(['load', ...args, '--json']);
  return { ...ended, summary: () => JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? '') as LoadSummary };
}

/** Starts `phoney load --json`. */
export function startLoad(...args: readonly string[]): RunningPhoney {
  return startPhoney(['load', ...args, '--json']);
}
