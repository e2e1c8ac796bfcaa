import type { Unnumbered } from '../channels/message.ts';
import { createDialects } from '../dialects/index.ts';
import { renderAll } from '../run/loop.ts';
import { createSource } from '../run/repeat.ts';
import type { Scenario } from '../scenario/index.ts';

/** Every message that a scenario's targets make of its day, in order, the filtered ones too. No fault touches them, and nothing is sent. */
export function* renderScenario(scenario: Scenario): Generator<Unnumbered> {
  const dialects = createDialects(scenario.targets, scenario.seed);
  const intervalsMs = dialects.flatMap((dialect) => dialect.intervalsMs);
  const source = createSource(scenario, { intervalsMs, repeats: false });
  const parts = { dialects, source };
  yield* renderAll(parts, { type: 'day.began', at: source.view.now });
  while (source.nextAt <= scenario.endMs) {
    for (const event of source.step()) yield* renderAll(parts, event);
  }
  yield* renderAll(parts, { type: 'day.ended', at: scenario.endMs });
}
