/** What Ctrl-C and SIGTERM ask for: the first to stop and drain, the second to end at once. */
export interface Interrupt {
  readonly stop: AbortSignal;
  readonly cutOff: AbortSignal;
  /** Lets the signals have their usual effect again. */
  release(): void;
}

/** Listens for SIGINT and SIGTERM; `onStop` runs at the first one. */
export function listenForInterrupt(onStop: () => void): Interrupt {
  const stop = new AbortController();
  const cutOff = new AbortController();
  const interrupt = (): void => {
    if (stop.signal.aborted) return cutOff.abort();
    stop.abort();
    onStop();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  return {
    stop: stop.signal,
    cutOff: cutOff.signal,
    release: () => {
      for (const signal of signals) process.off(signal, interrupt);
    },
  };
}
