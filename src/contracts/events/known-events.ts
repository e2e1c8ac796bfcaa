import type { VendorName } from '../../dialects/index.ts';
import { vendorContracts } from '../vendors/index.ts';

/** A kind of message that phoney can produce. */
export interface WantedEvent {
  readonly vendor: VendorName;
  readonly eventType: string;
  /** Ends of RingCentral calls only; absent: any. */
  readonly callState?: string;
}

const byName = new Map<string, WantedEvent>(
  vendorContracts.flatMap(({ vendor, eventTypes }) =>
    eventTypes.map((eventType) => [eventType, { vendor, eventType }] as const),
  ),
);

/** Every event type of every vendor. No name stands in two of them. */
export const knownEvents: readonly WantedEvent[] = [...byName.values()];

/** The event of exactly this type. */
export function findEvent(eventType: string): WantedEvent | undefined {
  return byName.get(eventType);
}

/** Words of a name or a sentence: `agent_activity_status_updated`, `UserCallInArrived` and "the user's call" alike. */
export function wordsOf(text: string): string[] {
  return text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** The event types that `text` may mean, by the words they have in common, the best first; at most three. */
export function nearestEvents(text: string): readonly WantedEvent[] {
  const words = new Set(wordsOf(text));
  return knownEvents
    .map((event) => {
      const own = wordsOf(event.eventType);
      const shared = own.filter((word) => [...words].some((other) => isAlike(word, other)));
      return { event, score: shared.length / Math.max(own.length, 2) };
    })
    .filter(({ score }) => score >= 0.5)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ event }) => event);
}

/** `queue` and `queued`, `update` and `updated`. */
function isAlike(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 4 ? long.startsWith(short.slice(0, -1)) && long.length - short.length <= 3 : a === b;
}
