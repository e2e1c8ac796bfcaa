import type { RunRecord } from '../../record/record.ts';

type AnyMessage = Extract<RunRecord, { readonly type: 'message' }>['message'];

/** A message that leaves over HTTP. */
export type SentMessage = Extract<AnyMessage, { readonly channel: 'http' }>;

/** Keeps of a run what contracts may be about: messages over HTTP, and which contacts are not over yet. */
export class OutputLog {
  readonly #messages: SentMessage[] = [];
  readonly #contacts = new Set<string>();
  readonly #eventTypes: ReadonlySet<string> | undefined;

  /** `eventTypes`: only these are kept; absent: all. */
  constructor(eventTypes: ReadonlySet<string> | undefined) {
    this.#eventTypes = eventTypes;
  }

  readonly add = (record: RunRecord): void => {
    if (record.type === 'message') this.#keep(record.message);
    if (record.type !== 'event') return;
    const { event } = record;
    if (event.type === 'contact.created') this.#contacts.add(event.contactId);
    else if (event.type === 'contact.ended') this.#contacts.delete(event.contactId);
  };

  /** How many contacts go on. */
  get openContacts(): number {
    return this.#contacts.size;
  }

  /** What was sent from that simulated instant on, in order. */
  messagesSince(atMs: number): readonly SentMessage[] {
    return this.#messages.filter(({ at }) => at >= atMs);
  }

  #keep(message: AnyMessage): void {
    if (message.channel !== 'http' || message.filtered) return;
    if (this.#eventTypes?.has(message.eventType) !== false) this.#messages.push(message);
  }
}
