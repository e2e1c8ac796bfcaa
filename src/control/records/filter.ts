import type { RecordedFault, RunRecord } from '../../record/record.ts';

/** Which records are meant: those that are all of this. */
export interface RecordFilter {
  readonly type?: readonly RunRecord['type'][] | undefined;
  readonly vendor?: string | undefined;
  readonly feed?: string | undefined;
  /** A vendor's type of event, or one of the centre. */
  readonly eventType?: string | undefined;
  /** The id of a contact. */
  readonly contact?: string | undefined;
}

/** Whether the filter means the record. */
export function isMeant(
  record: RunRecord,
  { type, vendor, feed, eventType, contact }: RecordFilter,
): boolean {
  if (type !== undefined && !type.includes(record.type)) return false;
  const facts = factsOf(record);
  if (vendor !== undefined && vendor !== facts.vendor) return false;
  if (feed !== undefined && feed !== facts.feed) return false;
  if (eventType !== undefined && eventType !== facts.eventType) return false;
  return contact === undefined || contact === facts.contactId;
}

interface Facts {
  readonly vendor?: string;
  readonly feed?: string;
  readonly eventType?: string | undefined;
  readonly contactId?: string | null;
}

function vendorOf({ vendor }: RecordedFault): Facts {
  return vendor === undefined ? {} : { vendor };
}

function factsOf(record: RunRecord): Facts {
  if (record.type === 'command' || record.type === 'load') return {};
  if (record.type === 'client') return record.client;
  if (record.type === 'connection') return record.connection;
  if (record.type === 'fault') return record.message ?? vendorOf(record.fault);
  if (record.type !== 'event') return record.message;
  const { event } = record;
  return { eventType: event.type, contactId: 'contactId' in event ? event.contactId : null };
}
