import type { CentreEvent } from '../model/event.ts';
import type { CentreView } from '../model/view.ts';
import type { After } from './after-schema.ts';
import { happeningOf, type Happening } from './happening.ts';

/** What a trigger waits for, with its agents and queues by name. */
export interface Awaited extends Omit<After, 'agent' | 'agents' | 'queue' | 'queues'> {
  readonly agents?: readonly string[] | undefined;
  readonly queues?: readonly string[] | undefined;
}

/** Whatever waits for an event. */
export interface Trigger {
  readonly after: Awaited;
}

interface Watched<One extends Trigger> {
  readonly trigger: One;
  matched: number;
  fired: number;
}

/** A trigger whose event has come. */
export interface Fired<One extends Trigger> {
  readonly trigger: One;
  readonly happening: Happening;
}

/** Watches the events of a day for what comes after them. Without triggers it costs nothing. */
export class TriggerWatch<One extends Trigger> {
  readonly #byEvent = new Map<CentreEvent['type'], Watched<One>[]>();

  constructor(triggers: readonly One[]) {
    for (const trigger of triggers) {
      const { event } = trigger.after;
      const others = this.#byEvent.get(event) ?? [];
      this.#byEvent.set(event, [...others, { trigger, matched: 0, fired: 0 }]);
    }
  }

  /** The triggers of which this is the event, in the order in which they were given. */
  firedBy(event: CentreEvent, view: CentreView): Fired<One>[] {
    const watched = this.#byEvent.get(event.type);
    if (watched === undefined || watched.length === 0) return [];
    const happening = happeningOf(event, view);
    const fired = watched.filter((one) => fits(one.trigger.after, happening) && isItsTurn(one));
    if (fired.some(isSpent)) {
      this.#byEvent.set(
        event.type,
        watched.filter((one) => !isSpent(one)),
      );
    }
    return fired.map(({ trigger }) => ({ trigger, happening }));
  }

  /** It fires no more. */
  switchOff(trigger: One): void {
    const { event } = trigger.after;
    const others = (this.#byEvent.get(event) ?? []).filter((one) => one.trigger !== trigger);
    this.#byEvent.set(event, others);
  }
}

function fits(after: Awaited, happening: Happening): boolean {
  const { agents, queues, contact, channel, direction } = after;
  return (
    isOneOf(agents, happening.agent) &&
    isOneOf(queues, happening.queue) &&
    (contact === undefined || contact === happening.ref || contact === happening.contact) &&
    (channel === undefined || channel === happening.channel) &&
    (direction === undefined || direction === happening.direction) &&
    tells(after, happening.event)
  );
}

function isOneOf(wanted: readonly string[] | undefined, name: string | null): boolean {
  return wanted === undefined || (name !== null && wanted.includes(name));
}

function tells({ by, outcome, reason, state, status }: Awaited, event: CentreEvent): boolean {
  const told = (key: string): unknown => (event as unknown as Record<string, unknown>)[key];
  return (
    (by === undefined || by === told('by')) &&
    (outcome === undefined || outcome === told('outcome')) &&
    (reason === undefined || reason === told('reason')) &&
    (state === undefined || state === (told('state') ?? told('to'))) &&
    (status === undefined ||
      (event.type === 'agent.status-changed' && event.to.name.toLowerCase() === status.toLowerCase()))
  );
}

/** Counts an event that fits, and says whether the trigger fires. */
function isItsTurn(watched: Watched<Trigger>): boolean {
  const { nth, every, times } = watched.trigger.after;
  const matched = ++watched.matched;
  const isTurn = every === undefined ? times !== undefined || matched === (nth ?? 1) : matched % every === 0;
  if (isTurn) watched.fired++;
  return isTurn;
}

/** Whether it never fires again. */
function isSpent({ trigger, fired }: Watched<Trigger>): boolean {
  return fired >= firingsOf(trigger.after);
}

/** How often it can fire at the most. */
export function firingsOf({ every, times }: Pick<After, 'every' | 'times'>): number {
  return times ?? (every === undefined ? 1 : Infinity);
}
