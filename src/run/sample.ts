import type { Unnumbered } from '../channels/message.ts';
import type { Dialect, Sample, SampleWish } from '../dialects/dialect.ts';
import { InputError } from '../lib/errors.ts';
import { loadScenario, type Scenario } from '../scenario/index.ts';
import { everyEventScenario } from '../scenario/shipped.ts';
import { renderAll } from './loop.ts';
import { createMovedDay } from './repeat.ts';

let everyEvent: Scenario | undefined;

/**
 * What a dialect says on the day on which everything happens, message by message, the filtered ones too: nothing is played
 * before it is asked for. `laterMs` moves the day, with its clocks.
 */
export function* playEverything(dialect: Dialect, laterMs = 0): Generator<Unnumbered> {
  const scenario = (everyEvent ??= loadScenario(everyEventScenario, { toldTo: [] }));
  const { intervalsMs } = dialect;
  const source = createMovedDay(scenario, { laterMs, clocksBehindMs: laterMs, intervalsMs });
  const parts = { dialects: [dialect], source };
  yield* renderAll(parts, { type: 'day.began', at: source.view.now });
  while (source.nextAt <= scenario.endMs + laterMs) {
    for (const event of source.step()) yield* renderAll(parts, event);
  }
}

/**
 * One event of that type as the dialect's target sends it: the first of the day on which everything happens, moved to the time
 * that is wished for. What its target filters is not held back: it was asked for by its name. Throws an `InputError` for a
 * type that there is not, or that goes nowhere, and for an override that cannot be read.
 */
export async function makeSample(
  { vendor, sampler }: Pick<Dialect, 'vendor' | 'sampler'>,
  eventType: string,
  { seed, at, overrides }: SampleWish,
): Promise<Sample<Unnumbered>> {
  if (sampler === undefined) {
    throw new InputError(
      `No single event of "${vendor}" can be sent: its clients connect and subscribe. Give a command that brings the event about.`,
    );
  }
  if (!sampler.eventTypes.includes(eventType)) throw new InputError(sampler.explain(eventType));
  const find = (laterMs: number, also: (draft: Unnumbered) => boolean): Unnumbered | undefined => {
    for (const draft of playEverything(sampler.create(seed), laterMs)) {
      if (draft.eventType === eventType && also(draft)) return draft;
    }
    return undefined;
  };
  const suits = (draft: Unnumbered): boolean => sampler.suits?.(draft, overrides) ?? true;
  const first = find(0, suits) ?? find(0, () => true);
  if (first === undefined) {
    throw new InputError(`The target "${vendor}" sends no ${eventType}: it has no address for it.`);
  }
  // Seed and day decide everything: in the moved day the same message comes, at the time that is wished for.
  const moved = find(at - first.at, (draft) => draft.at === at);
  if (moved === undefined) throw new Error(`${eventType} did not come again in the moved day.`);
  // No contact of the run's own centre stands behind it: the ids of the sample's would be theirs, sooner or later.
  return sampler.override({ ...moved, filtered: false, contactId: null }, overrides);
}
