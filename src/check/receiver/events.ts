import type { Unnumbered } from '../../channels/message.ts';
import type { BenchRequest } from '../../dialects/bench.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { playEverything } from '../../run/sample.ts';

/** A valid event of each type that a vendor has, of one day on which everything happens. */
export interface Samples {
  readonly eventTypes: readonly string[];
  take(eventType: string): BenchRequest;
}

/** Plays the day once, dated so that it ends about now, and keeps the first good event of each type. */
export function playSamples(dialect: Dialect, seed: number, wallMs: number): Samples {
  const { sampler } = dialect;
  if (sampler === undefined) throw new Error(`No single events of ${dialect.vendor} can be made.`);
  const found = new Map<string, Unnumbered>();
  const [first] = playEverything(sampler.create(seed));
  for (const draft of playEverything(sampler.create(seed), wallMs - (first?.at ?? wallMs))) {
    const { eventType } = draft;
    const known = found.get(eventType);
    const suits = sampler.suits?.(draft, {}) ?? true;
    if (known === undefined || (suits && sampler.suits?.(known, {}) === false)) found.set(eventType, draft);
  }
  return {
    eventTypes: sampler.eventTypes,
    take(eventType) {
      const draft = found.get(eventType);
      if (draft?.channel !== 'http') throw new Error(`There is no ${eventType} of ${dialect.vendor}.`);
      const { method, url, headers, body } = draft;
      return { method, url, headers, body };
    },
  };
}
