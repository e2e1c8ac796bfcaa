import type { RecordedClient, RunRecord } from '../record.ts';
import type { OneOrMore, Scope } from './expectation.ts';
import { isOneOf } from './scope-filter.ts';

/** Which clients are meant, and of what is about one, such as a subscription, which event types. */
export interface ClientScope extends Pick<Scope, 'vendor' | 'event_type'> {
  readonly client?: OneOrMore;
}

/** A record of what a client did, or of what became of it. */
export type ClientRecord = Extract<RunRecord, { type: 'client' }>;

/** The record, where it is of a client that is meant. */
export function ofClient(scope: ClientScope, record: RunRecord): ClientRecord | undefined {
  if (record.type !== 'client') return undefined;
  const { vendor, client, eventType } = record.client;
  const isMeant =
    isOneOf(scope.vendor, vendor) &&
    isOneOf(scope.client, client) &&
    (eventType === undefined || isOneOf(scope.event_type, eventType));
  return isMeant ? record : undefined;
}

/** Whether a client was torn away: it neither said goodbye nor did the run end. */
export function isLost({ reason }: RecordedClient): boolean {
  return reason !== 'client-closed' && reason !== 'shut-down';
}
