import { suggestNames } from '../../lib/errors.ts';
import { explainError } from '../../record/explain-error.ts';
import type { RunRecord } from '../../record/record.ts';
import { gistOf } from '../../record/gist.ts';
import type { Run } from '../../run/handle.ts';
import { describeDelivery, type Delivery } from '../delivery.ts';
import { seqOf, type DeliveryFilter } from '../filter.ts';

/** More than this many near ones help nobody. */
const nearestLimit = 5;

/** What to say when something did not come: what did, the nearest of it, and what stands in its way. */
export function explainWait(run: Run, wanted: string, ending: string, filter: DeliveryFilter = {}): string {
  const all = (run.kept?.deliveries.find() ?? []).map(describeDelivery);
  return [
    `Nothing came ${ending} of what was waited for: ${wanted}.`,
    ...[countAll(all, run), explainType(all, filter), ...nearestLines(all, filter)],
    ...refusals(run),
    stateOf(run),
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

function countAll(all: readonly Delivery[], { kept }: Run): string {
  if (all.length === 0) return 'No message has come at all.';
  const counts = new Map<string, number>();
  for (const { outcome } of all) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const parts = [...counts].map(([outcome, count]) => `${count} ${outcome}`);
  const missing = kept?.deliveries.missing ?? 0;
  const lost = missing === 0 ? '' : ` ${missing} earlier ones are no longer kept: start with a greater keep.`;
  return `Messages that came since the start: ${all.length} (${parts.join(', ')}).${lost}`;
}

function explainType(all: readonly Delivery[], { eventType, vendor }: DeliveryFilter): string | undefined {
  const types = [...new Set(all.map((delivery) => delivery.eventType))];
  if (eventType !== undefined && types.length > 0 && !types.includes(eventType)) {
    const near = suggestNames(eventType, types);
    if (near.length > 0) return `None was of the type ${eventType}. Did you mean ${near.join(' or ')}?`;
    const shown = types.slice(0, 12).join(', ');
    return `None was of the type ${eventType}. There were ${shown}${types.length > 12 ? ', …' : ''}.`;
  }
  const vendors = [...new Set(all.map((delivery) => delivery.vendor))];
  if (vendor === undefined || vendors.length === 0 || vendors.includes(vendor)) return undefined;
  return `None was of the vendor ${vendor}. There were messages of ${vendors.join(', ')}.`;
}

function nearestLines(all: readonly Delivery[], filter: DeliveryFilter): string[] {
  const nearest = all
    .map((delivery) => ({ delivery, score: scoreOf(delivery, filter) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || b.delivery.seq - a.delivery.seq)
    .slice(0, nearestLimit)
    .map(({ delivery }) => `  ${describe(delivery, filter)}`);
  return nearest.length === 0 ? [] : ['The nearest:', ...nearest];
}

/** How near a delivery is to what was wanted: an event's type tells most. */
function scoreOf({ vendor, feed, eventType, contactId }: Delivery, wanted: DeliveryFilter): number {
  const { eventType: type } = wanted;
  let score = 0;
  if (type === eventType) score += 8;
  else if (type !== undefined && suggestNames(type, [eventType]).length > 0) score += 4;
  else if (type !== undefined) return 0;
  if (wanted.contactId === contactId) score += 2;
  if (wanted.vendor === vendor) score += 1;
  if (wanted.feed === feed) score += 1;
  return score;
}

function describe(delivery: Delivery, { since }: DeliveryFilter): string {
  const { seq, at, vendor, feed, eventType, contactId, outcome, reason, answer, attempts } = delivery;
  const time = new Date(at).toISOString().slice(11, 23);
  const tries = attempts.length > 1 ? ` after ${attempts.length} tries` : '';
  const why = reason === null ? '' : `: ${reason}${tries}`;
  const advice = reason === null ? undefined : explainError(reason);
  return [
    `#${seq} ${time} ${vendor}.${feed} ${eventType}${contactId === null ? '' : ` of ${contactId}`} ${outcome}${why}.`,
    ...(answer === null || outcome === 'delivered' ? [] : [`The receiver answered: ${gistOf(answer)}`]),
    ...(advice === undefined ? [] : [advice]),
    ...(seq > seqOf(since) ? [] : ['It came before what counts.']),
  ].join(' ');
}

/** A command that had no effect is why much does not happen. */
function refusals({ kept }: Run): string[] {
  const refused = (kept?.records.since(0) ?? [])
    .flatMap(({ item }) => refusalOf(item) ?? [])
    .slice(-nearestLimit);
  return refused.length === 0 ? [] : ['Commands that had no effect:', ...refused.map((line) => `  ${line}`)];
}

function refusalOf(record: RunRecord): string | undefined {
  if (record.type !== 'event' || record.event.type !== 'command.refused') return undefined;
  return `${record.event.command}: ${record.event.reason}`;
}

function stateOf({ state, clock, scenario }: Run): string {
  const now = new Date(clock.simulatedMs).toISOString();
  const day = `the day from ${new Date(scenario.startMs).toISOString()} to ${new Date(scenario.endMs).toISOString()}`;
  return `The run is ${state}; its simulated time is ${now}, of ${day}.`;
}
