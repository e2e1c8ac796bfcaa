import type { Message } from '../../channels/message.ts';
import type { RunRecord } from '../record.ts';
import { namesOf, type OneOrMore, type Scope } from './expectation.ts';

/** A record that is of a message. */
export type MessageRecord = Extract<RunRecord, { type: 'message' | 'attempt' | 'outcome' }>;

/** Lets the records of those messages pass that an expectation is about. Holds the open messages that its fault touched, and nothing else. */
export class ScopeFilter {
  readonly #scope: Scope;
  readonly #faults: readonly string[] | undefined;
  /** By number: open messages that one of the faults touched or sent. */
  readonly #touched = new Set<number>();

  constructor(scope: Scope) {
    this.#scope = scope;
    this.#faults = scope.fault === undefined ? undefined : namesOf(scope.fault);
  }

  /** The types of records that {@link pass} has to be shown, so that those of these types pass that are meant. */
  wants(types: readonly MessageRecord['type'][]): readonly RunRecord['type'][] {
    return this.#faults === undefined ? types : ['message', 'fault', 'attempt', 'outcome'];
  }

  /** The record, where it is meant. A message that is touched begins when it is: it then passes as it was rendered. */
  pass(record: RunRecord): MessageRecord | undefined {
    if (!('message' in record) || record.message === undefined) return undefined;
    if (record.type === 'fault' && this.#faults === undefined) return undefined;
    if (!isOf(this.#scope, record.message)) return undefined;
    if (this.#faults !== undefined) return this.#passTouched(record, record.message, this.#faults);
    return record.type === 'fault' ? undefined : record;
  }

  #passTouched(record: RunRecord, message: Message, faults: readonly string[]): MessageRecord | undefined {
    switch (record.type) {
      case 'fault':
        if (!faults.includes(record.fault.name) || this.#touched.has(message.seq)) return undefined;
        return this.#begin(message);
      case 'message':
        return isSentBy(message, faults) ? this.#begin(message) : undefined;
      case 'attempt':
        return this.#touched.has(message.seq) ? record : undefined;
      case 'outcome':
        return this.#touched.delete(message.seq) ? record : undefined;
      default:
        return undefined;
    }
  }

  #begin(message: Message): MessageRecord {
    this.#touched.add(message.seq);
    return { type: 'message', seq: message.seq, message };
  }
}

function isSentBy({ copiedBy }: Message, faults: readonly string[]): boolean {
  return copiedBy !== undefined && faults.includes(copiedBy);
}

function isOf({ vendor, feed, event_type: type }: Scope, message: Message): boolean {
  return (
    isOneOf(vendor, message.vendor) &&
    (isOneOf(feed, message.feed) || isOneOf(feed, `${message.vendor}.${message.feed}`)) &&
    isOneOf(type, message.eventType)
  );
}

/** Whether a name is meant; where nothing is said, any is. */
export function isOneOf(wanted: OneOrMore | undefined, name: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? wanted === name : wanted.includes(name);
}
