import { exitCodes } from '../lib/errors.ts';

/** What Ctrl-C and SIGTERM ask for: the first to stop and drain, the second to end at once. */
export interface Interrupt {
  readonly stop: AbortSignal;
  readonly cutOff: AbortSignal;
  /** What the command ends with once it is asked to stop, by the signal that came first. */
  readonly exitCode: number;
  /** Lets the signals have their usual effect again. */
  release(): void;
}

/** Listens for SIGINT and SIGTERM; `onStop` runs at the first one. */
export function listenForInterrupt(onStop: () => void): Interrupt {
  const stop = new AbortController();
  const cutOff = new AbortController();
  let first: NodeJS.Signals = 'SIGINT';
  const interrupt = (signal: NodeJS.Signals): void => {
    if (stop.signal.aborted) return cutOff.abort();
    first = signal;
    stop.abort();
    onStop();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  return {
    stop: stop.signal,
    cutOff: cutOff.signal,
    get exitCode() {
      return first === 'SIGTERM' ? exitCodes.terminated : exitCodes.interrupted;
    },
    release: () => {
      for (const signal of signals) process.off(signal, interrupt);
    },
  };
}
