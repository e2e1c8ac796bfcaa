import { createCentre, type Centre } from './centre/centre.ts';
import type { Dialect } from './dialects/dialect.ts';
import type { Scenario } from './scenario/index.ts';

/** How much later each further play of a day is dated: the same weekday, so that opening hours and shifts hold. */
export const weekMs = 7 * 86_400_000;

/** The scenario's day, so many weeks after its date, at its beginning. Tells the dialects that it begins. */
export function beginDay(scenario: Scenario, dialects: readonly Dialect[], week: number): Centre {
  const laterMs = week * weekMs;
  const source = createCentre({
    config: scenario.centre,
    profiles: scenario.profiles,
    traffic: scenario.traffic,
    commands: scenario.commands.map(({ atMs, command }) => ({ atMs: atMs + laterMs, command })),
    seed: scenario.seed,
    startMs: scenario.startMs + laterMs,
    endMs: scenario.endMs + laterMs,
    intervalsMs: [...new Set(dialects.flatMap(({ intervalsMs }) => intervalsMs))],
  });
  for (const dialect of dialects) dialect.begin?.(source.view);
  return source;
}
