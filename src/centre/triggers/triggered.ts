import type { Command } from '../commands/command.ts';
import type { CommandOutcome, PlacedCommand } from '../commands/outcome.ts';
import type { CentreEvent } from '../model/event.ts';
import type { CentreView } from '../model/view.ts';
import { explainUnfilled, fill } from './fill.ts';
import type { Happening } from './happening.ts';
import { instantsOf, type Repeat } from './repeat-schema.ts';
import { TriggerWatch, type Fired, type Trigger } from './watch.ts';

/** Commands of a scenario that wait for an event: one, or the same for several agents or queues. */
export interface Triggered extends Trigger {
  /** Where it stands among the scenario's commands, from 0. */
  readonly index: number;
  readonly repeat: Repeat | undefined;
  readonly commands: readonly TriggeredCommand[];
  /** True: what it starts is numbered, as it may start several. */
  readonly numbersRefs: boolean;
}

/** A command as it is to be carried out, `$event` still in it. */
export interface TriggeredCommand {
  /** `undefined` for what is not the centre's to do. */
  readonly command: Command | undefined;
  /** As it is written, for the record. */
  readonly given: Readonly<Record<string, unknown>> & { readonly do: string };
}

/** A triggered command whose time has come. */
export interface CarriedOut {
  readonly index: number;
  readonly happening: Happening;
  /** As it is written, with what the event is about in place of `$event`. */
  readonly given: TriggeredCommand['given'];
  /** Whether it is the centre's to do; whoever is told does it otherwise. */
  readonly isForCentre: boolean;
  readonly what: CommandOutcome;
}

/** What triggered commands are given to. */
export interface TriggeredParts {
  readonly view: CentreView;
  readonly endMs: number;
  readonly place: (atMs: number, placed: PlacedCommand) => void;
  readonly told: (one: CarriedOut) => void;
}

interface Placing {
  readonly trigger: Triggered;
  readonly happening: Happening;
  readonly one: TriggeredCommand;
  readonly refusal?: string;
}

/** At one instant, triggered by commands that were triggered themselves. */
const mostChained = 1000;
/** In a day, of all triggers together. */
const mostInDay = 100_000;

/**
 * Places the commands that wait for events. What they bring about may trigger others, and this at one instant too; a chain
 * without an end is cut, and its trigger is off for the rest of the day.
 */
export class TriggeredCommands {
  readonly #watch: TriggerWatch<Triggered>;
  readonly #parts: TriggeredParts;
  readonly #started = new Map<Triggered, number>();
  #placed = 0;
  /** Whether the step that was just taken was a triggered command. */
  #wasTriggered = false;
  #instant = -Infinity;
  #chained = 0;

  constructor(triggers: readonly Triggered[], parts: TriggeredParts) {
    this.#watch = new TriggerWatch(triggers);
    this.#parts = parts;
  }

  /** A step was taken, in which this happened. */
  afterStep(events: readonly CentreEvent[]): void {
    const isBelow = this.#wasTriggered;
    this.#wasTriggered = false;
    for (const event of events) {
      for (const fired of this.#watch.firedBy(event, this.#parts.view)) this.#fire(fired, isBelow);
    }
  }

  #fire({ trigger, happening }: Fired<Triggered>, isBelow: boolean): void {
    const { now } = this.#parts.view;
    const fromMs = now + trigger.after.plus;
    const isChained = isBelow && trigger.after.plus === 0;
    if (isChained && this.#chainedAt(now, trigger.commands.length) > mostChained) {
      return this.#cut(trigger, happening, endless);
    }
    for (const atMs of instantsOf(trigger.repeat, fromMs, this.#parts.endMs)) {
      for (const one of trigger.commands) {
        if (++this.#placed > mostInDay) return this.#cut(trigger, happening, tooMany);
        this.#place(atMs, { trigger, happening, one: this.#numbered(trigger, one) });
      }
    }
  }

  /** How many commands at this instant come after triggered ones, with so many more. */
  #chainedAt(now: number, more: number): number {
    if (now !== this.#instant) this.#chained = 0;
    this.#instant = now;
    this.#chained += more;
    return this.#chained;
  }

  #place(atMs: number, { trigger, happening, one, refusal }: Placing): void {
    const command = fill(one.command, happening);
    const given = fill(one.given, happening);
    const why = refusal ?? explainUnfilled(given, happening);
    const isForCentre = command !== undefined;
    this.#parts.place(atMs, {
      command: command ?? given,
      refusal: isForCentre ? why : null,
      isElsewhere: !isForCentre,
      done: (what) => {
        this.#wasTriggered = true;
        const known = why === null ? what : { ...what, outcome: 'refused' as const, reason: why };
        this.#parts.told({ index: trigger.index, happening, given, isForCentre, what: known });
      },
    });
  }

  /** The trigger is off for the rest of the day, and its command is refused, so that it is told. */
  #cut(trigger: Triggered, happening: Happening, refusal: string): void {
    this.#watch.switchOff(trigger);
    const [one] = trigger.commands;
    if (one !== undefined) this.#place(this.#parts.view.now, { trigger, happening, one, refusal });
  }

  #numbered(trigger: Triggered, one: TriggeredCommand): TriggeredCommand {
    if (!trigger.numbersRefs) return one;
    const ordinal = (this.#started.get(trigger) ?? 0) + 1;
    this.#started.set(trigger, ordinal);
    return { command: one.command && numberRef(one.command, ordinal), given: numberRef(one.given, ordinal) };
  }
}

/** The command with its ref numbered: `vip` is `vip-1`, `vip-2`, … */
export function numberRef<Given extends object>(command: Given, ordinal: number): Given {
  const { ref } = command as { readonly ref?: unknown };
  return typeof ref === 'string' ? { ...command, ref: `${ref}-${ordinal}` } : command;
}

const endless = `It is one of more than ${mostChained.toLocaleString('en')} commands at one instant, triggered by commands that were triggered themselves. It is off for the rest of the day. Give it a plus, or times.`;

const tooMany = `Events have triggered ${mostInDay.toLocaleString('en')} commands today, and trigger no more of this one. Give it times, or narrow its event.`;
