import { Calendar } from '../centre/model/calendar.ts';
import { createCentre, type Centre } from '../centre/centre.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Scenario } from '../scenario/index.ts';

const weekMs = 7 * 86_400_000;

/**
 * How many ms later the day is dated so many weeks on: the same weekday and the same time on the centre's clocks, so that
 * opening hours and shifts hold.
 */
export function laterByWeeks({ startMs, centre }: Scenario, weeks: number): number {
  const naiveMs = weeks * weekMs;
  const calendar = new Calendar(centre.time_zone, startMs, startMs + naiveMs);
  const clocksMovedMs =
    (calendar.offsetMinutes(startMs + naiveMs) - calendar.offsetMinutes(startMs)) * 60_000;
  return naiveMs - clocksMovedMs;
}

/**
 * The scenario's day, so many weeks after its date, at its beginning. What it numbers goes on from the day `before`, so
 * that no id stands for two things. Tells the dialects that it begins.
 */
export function beginDay(
  scenario: Scenario,
  dialects: readonly Dialect[],
  week: number,
  before?: Centre,
): Centre {
  const laterMs = laterByWeeks(scenario, week);
  const source = createCentre({
    config: scenario.centre,
    profiles: scenario.profiles,
    traffic: scenario.traffic,
    commands: scenario.commands.map(({ atMs, command }) => ({ atMs: atMs + laterMs, command })),
    seed: scenario.seed,
    startMs: scenario.startMs + laterMs,
    endMs: scenario.endMs + laterMs,
    after: before?.numbering,
    intervalsMs: [...new Set(dialects.flatMap(({ intervalsMs }) => intervalsMs))],
  });
  for (const dialect of dialects) dialect.begin?.(source.view);
  return source;
}
