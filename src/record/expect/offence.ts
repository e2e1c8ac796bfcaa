import { compareTexts, FirstFew } from '../first-few.ts';
import type { RunRecord } from '../record.ts';

/** A record because of which an expectation was not met. */
export interface Offence {
  /** The type of the record, and its `seq`; of an attempt or an outcome, those of its message. */
  readonly type: 'message' | 'client' | 'event';
  readonly seq: number;
  /** Of a message. */
  readonly eventId?: string;
  /** `vendor.feed` of a message. */
  readonly feed?: string;
  /** Who was connected, by the name that a scenario knows. */
  readonly client?: string;
  /** What was seen, in a few words. */
  readonly saw: string;
}

/** How many an expectation names. */
export const mostOffences = 5;

/** The first few offences of an expectation. */
export class Offences {
  readonly #first = new FirstFew<Offence>(mostOffences, compareOffences, isSame);

  /** `saw` is asked only where the record is among the first. */
  add(record: RunRecord, saw: () => string): void {
    const offence = placeOf(record);
    if (this.#isBehindAll(offence.seq)) return;
    this.#first.add({ ...offence, saw: saw() });
  }

  list(): readonly Offence[] {
    return this.#first.list();
  }

  merge(offences: readonly Offence[]): void {
    for (const offence of offences) this.#first.add(offence);
  }

  #isBehindAll(seq: number): boolean {
    const { last, count } = this.#first;
    return count === mostOffences && last !== undefined && seq > last.seq;
  }
}

function placeOf(record: RunRecord): Omit<Offence, 'saw'> {
  if (record.type === 'client') {
    const { seq, client } = record;
    return { type: 'client', seq, client: client.client };
  }
  if (!('message' in record) || record.message === undefined) return { type: 'event', seq: record.seq };
  const { seq, eventId, vendor, feed } = record.message;
  return { type: 'message', seq, eventId, feed: `${vendor}.${feed}` };
}

function compareOffences(a: Offence, b: Offence): number {
  return a.seq - b.seq || compareTexts(a.saw, b.saw) || compareTexts(a.client ?? '', b.client ?? '');
}

function isSame(a: Offence, b: Offence): boolean {
  return a.seq === b.seq && a.type === b.type;
}
