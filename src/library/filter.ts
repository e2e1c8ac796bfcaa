import type { OutcomeKind } from '../channels/message.ts';
import { InputError, suggestNames } from '../lib/errors.ts';
import type { Delivery } from './delivery.ts';

/** Which deliveries are meant: those that are all of this. */
export interface DeliveryFilter {
  readonly vendor?: string | undefined;
  /** Within the vendor: without its name in front. */
  readonly feed?: string | undefined;
  readonly eventType?: string | undefined;
  readonly contactId?: string | undefined;
  /** `any`: whatever becomes of it, and as soon as it is there. */
  readonly outcome?: OutcomeKind | 'open' | 'any' | undefined;
  /** Only messages after this one, or with a greater `seq`. */
  readonly since?: number | Pick<Delivery, 'seq'> | undefined;
  /** What else must be true of it. */
  readonly where?: ((delivery: Delivery) => boolean) | undefined;
}

/** Says of a delivery whether it is one of those that are wanted. */
export type DeliveryPredicate = (delivery: Delivery) => boolean;

const keys = ['vendor', 'feed', 'eventType', 'contactId', 'outcome', 'since', 'where'];
const outcomes = ['delivered', 'dropped', 'filtered', 'withheld', 'cut_off', 'open', 'any'];

/** Throws an `InputError` for what is no filter: a misspelt one would mean nothing, or everything. */
export function checkFilter(filter: DeliveryFilter): void {
  const { outcome } = filter;
  const problems = Object.keys(filter)
    .filter((key) => !keys.includes(key))
    .map((key) => ({ path: key, message: `"${key}" is not a part of a filter. ${choose(key, keys)}` }));
  if (outcome !== undefined && !outcomes.includes(outcome)) {
    const message = `"${outcome}" is no outcome. ${choose(outcome, outcomes)}`;
    problems.push({ path: 'outcome', message });
  }
  if (problems.length > 0) throw new InputError(problems);
}

function choose(wrong: string, names: readonly string[]): string {
  const [near] = suggestNames(wrong, names);
  return near === undefined ? `There are ${names.join(', ')}.` : `Did you mean "${near}"?`;
}

/** Whether the filter means a delivery. */
export function isMeant(delivery: Delivery, filter: DeliveryFilter): boolean {
  const { vendor, feed, eventType, contactId, outcome = 'any', since, where } = filter;
  return (
    (vendor === undefined || delivery.vendor === vendor) &&
    (feed === undefined || delivery.feed === feed) &&
    (eventType === undefined || delivery.eventType === eventType) &&
    (contactId === undefined || delivery.contactId === contactId) &&
    (outcome === 'any' || delivery.outcome === outcome) &&
    delivery.seq > seqOf(since) &&
    (where === undefined || where(delivery))
  );
}

/** The number after which messages count. */
export function seqOf(since: DeliveryFilter['since']): number {
  return typeof since === 'object' ? since.seq : (since ?? 0);
}

/** `vendor asapp, eventType ASSIGNED, outcome delivered` */
export function describeFilter({ since, where, ...filter }: DeliveryFilter): string {
  const parts = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${value}`);
  if (since !== undefined) parts.push(`after message ${seqOf(since)}`);
  if (where !== undefined) parts.push('for which where(…) is true');
  return parts.length === 0 ? 'any' : parts.join(', ');
}
