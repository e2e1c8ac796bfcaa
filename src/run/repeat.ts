import { createCentre, type Centre, type CentreOptions } from '../centre/centre.ts';
import type { Command } from '../centre/commands/command.ts';
import type { CommandOutcome } from '../centre/commands/outcome.ts';
import { Calendar } from '../centre/model/calendar.ts';
import type { Unnumbered } from '../channels/message.ts';
import type { CentreView } from '../centre/model/view.ts';
import type { DayEvent, DialectEvent } from '../dialects/dialect.ts';
import type { Scenario } from '../scenario/index.ts';

const weekMs = 7 * 86_400_000;

/** Messages that no dialect has to make any more. */
export interface ReplayedMessages {
  readonly type: 'replayed';
  /** Simulated epoch ms. */
  readonly at: number;
  readonly drafts: readonly Unnumbered[];
}

/** Where a run's events come from: a centre on one day, or on the same day of one week after another. */
export interface RunSource extends Pick<Centre, 'command' | 'check'> {
  /** Simulated epoch ms of the next step; `Infinity` when nothing more will happen. */
  readonly nextAt: number;
  /** Simulated epoch ms of the last instant that belongs to the run; `Infinity` when days follow one another without end. */
  readonly endMs: number;
  /** Takes one step and returns what happened, in order. May be empty. */
  step(): readonly (DialectEvent | ReplayedMessages)[];
  /** The centre after the last step, on the day that it is. */
  readonly view: CentreView;
}

/** The centre's own: what happened is for dialects to tell. */
export interface CentreSource extends RunSource {
  step(): readonly DialectEvent[];
}

/** What a source is made of besides the scenario. */
export interface SourceOptions {
  /** Periods, in simulated ms, at which `interval.elapsed` happens; one that is named twice counts once. */
  readonly intervalsMs: readonly number[];
  /** True: after the day comes the same day of the next week, without end. */
  readonly repeats: boolean;
  /** Told of each command that an event triggered, on any day. */
  readonly onTriggered?: CentreOptions['onTriggered'];
}

interface Placed {
  readonly atMs: number;
  readonly command: Command;
  readonly done?: ((what: CommandOutcome) => void) | undefined;
}

/** The scenario's day, at its beginning, and under `repeats` the same day of the weeks after it. */
export function createSource(scenario: Scenario, options: SourceOptions): CentreSource {
  const { repeats } = options;
  let week = 0;
  let centre = createDay(scenario, options, 0);
  let isDayOver = false;
  let dayEndMs = scenario.endMs;
  /** For a later day. */
  let later: Placed[] = [];

  const endDay = (): readonly DayEvent[] => {
    isDayOver = true;
    return [{ type: 'day.ended', at: dayEndMs }];
  };
  const beginNextDay = (): readonly DayEvent[] => {
    const after = dayEndMs;
    isDayOver = false;
    week++;
    centre = createDay(scenario, options, week, centre);
    dayEndMs = scenario.endMs + laterByWeeks(scenario, week);
    for (const placed of later.splice(0)) place(placed);
    return [{ type: 'day.began', at: centre.view.now, after }];
  };
  const place = (placed: Placed): void => {
    if (repeats && (isDayOver || placed.atMs > dayEndMs)) {
      later = [...later, placed];
      return;
    }
    const { atMs, command, done } = placed;
    const problems = centre.check(command);
    if (problems.length === 0) return centre.command(atMs, command, done);
    // It was understood when it was given: what it speaks of was of a day that is over.
    const reason = problems.map(({ message }) => message).join(' ');
    done?.({ outcome: 'refused', reason, atMs: centre.view.now, events: [] });
  };

  return {
    get nextAt() {
      return repeats ? Math.min(centre.nextAt, dayEndMs) : centre.nextAt;
    },
    endMs: repeats ? Infinity : scenario.endMs,
    step() {
      if (!repeats || (!isDayOver && centre.nextAt <= dayEndMs)) return centre.step();
      return isDayOver ? beginNextDay() : endDay();
    },
    get view() {
      return centre.view;
    },
    check: (command, earlier) => centre.check(command, earlier),
    command: (atMs, command, done) => place({ atMs, command, done }),
  };
}

/**
 * How many ms later the day is dated so many weeks on: the same weekday and the same time on the centre's clocks, so that
 * opening hours and shifts hold.
 */
export function laterByWeeks({ startMs, centre }: Scenario, weeks: number): number {
  const naiveMs = weeks * weekMs;
  const calendar = new Calendar(centre.time_zone, startMs, startMs + naiveMs);
  return calendar.instantOf(calendar.localMs(startMs) + naiveMs) - startMs;
}

/** What a day numbers goes on from the day `before`, so that no id stands for two things. */
function createDay(
  scenario: Scenario,
  { intervalsMs, onTriggered }: SourceOptions,
  week: number,
  before?: Centre,
): Centre {
  return createMovedDay(scenario, {
    intervalsMs,
    onTriggered,
    laterMs: laterByWeeks(scenario, week),
    after: before?.numbering,
  });
}

/** How a day differs from the one that the scenario has. */
export interface MovedDay extends Pick<
  CentreOptions,
  'intervalsMs' | 'after' | 'clocksBehindMs' | 'onTriggered'
> {
  readonly laterMs: number;
}

/** The scenario's day, so many ms later. */
export function createMovedDay(scenario: Scenario, { laterMs, ...options }: MovedDay): Centre {
  return createCentre({
    config: scenario.centre,
    profiles: scenario.profiles,
    traffic: scenario.traffic,
    commands: scenario.commands.map(({ atMs, command }) => ({ atMs: atMs + laterMs, command })),
    triggered: scenario.triggered,
    seed: scenario.seed,
    startMs: scenario.startMs + laterMs,
    endMs: scenario.endMs + laterMs,
    ...options,
  });
}
