import type { Attempt, Message, Outcome, OutcomeKind } from '../channels/message.ts';
import type { RunRecord } from './record.ts';

/** A message with everything that became of it so far. */
export interface Delivery {
  readonly message: Message;
  readonly attempts: readonly Attempt[];
  /** `null` while it is open. */
  readonly outcome: Outcome | null;
}

/** Which deliveries are meant: those that are all of this. */
export interface DeliveryFilter {
  readonly vendor?: string;
  /** Within the vendor: without its name in front. */
  readonly feed?: string;
  readonly eventType?: string;
  readonly contactId?: string;
  readonly outcome?: OutcomeKind | 'open';
  /** Only messages with a greater `seq`. */
  readonly since?: number;
  /** Of those that are left, the first so many. */
  readonly limit?: number;
}

interface Entry extends Delivery {
  readonly attempts: Attempt[];
  outcome: Outcome | null;
}

/** The last so many messages of a run, each with its attempts and its outcome. */
export class DeliveryLog {
  readonly #keep: number;
  /** The message `seq` stands at `seq % keep`. */
  readonly #entries: Entry[] = [];
  #lastSeq = 0;
  #missing = 0;

  /** `keep` is at least 1. */
  constructor(keep: number) {
    this.#keep = keep;
  }

  readonly add = (record: RunRecord): void => {
    switch (record.type) {
      case 'message':
        return this.#open(record.message);
      case 'attempt':
        this.#entry(record.message.seq)?.attempts.push(record.attempt);
        return;
      case 'outcome': {
        const entry = this.#entry(record.message.seq);
        if (entry !== undefined) entry.outcome = record.outcome;
        return;
      }
      case 'event':
      case 'fault':
      case 'command':
      case 'client':
      case 'load':
      case 'connection':
    }
  };

  /** How many messages made room for later ones: of these nothing can be found any more. */
  get missing(): number {
    return this.#missing;
  }

  /** The number of the newest message; 0 when there was none yet. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** The message of that number, while it is held. */
  get(seq: number): Delivery | undefined {
    const entry = this.#entry(seq);
    return entry && asItStands(entry);
  }

  /** Those that the filter means, in the order of their numbers, as they stand now. */
  find({ since = 0, limit = Infinity, ...filter }: DeliveryFilter = {}): Delivery[] {
    const found: Delivery[] = [];
    const firstSeq = Math.max(since, this.#lastSeq - this.#keep) + 1;
    for (let seq = firstSeq; seq <= this.#lastSeq && found.length < limit; seq++) {
      const entry = this.#entry(seq);
      if (entry !== undefined && isMeant(entry, filter)) found.push(asItStands(entry));
    }
    return found;
  }

  /**
   * The newest that the filter means, the newest first, and how many were looked through for them: no more than `within`,
   * however many are held.
   */
  newest(
    { since = 0, limit = Infinity, ...filter }: DeliveryFilter,
    within: number,
  ): { readonly found: readonly Delivery[]; readonly searched: number } {
    const found: Delivery[] = [];
    const beforeSeq = Math.max(since, this.#lastSeq - Math.min(within, this.#keep), 0);
    let seq = this.#lastSeq;
    for (; seq > beforeSeq && found.length < limit; seq--) {
      const entry = this.#entry(seq);
      if (entry !== undefined && isMeant(entry, filter)) found.push(asItStands(entry));
    }
    return { found, searched: this.#lastSeq - seq };
  }

  #open(message: Message): void {
    const place = message.seq % this.#keep;
    if (this.#entries[place] !== undefined) this.#missing++;
    this.#entries[place] = { message, attempts: [], outcome: null };
    this.#lastSeq = message.seq;
  }

  #entry(seq: number): Entry | undefined {
    const entry = this.#entries[seq % this.#keep];
    return entry?.message.seq === seq ? entry : undefined;
  }
}

function isMeant({ message, outcome: ended }: Entry, filter: DeliveryFilter): boolean {
  const { vendor, feed, eventType, contactId, outcome } = filter;
  if (vendor !== undefined && message.vendor !== vendor) return false;
  if (feed !== undefined && message.feed !== feed) return false;
  if (eventType !== undefined && message.eventType !== eventType) return false;
  if (contactId !== undefined && message.contactId !== contactId) return false;
  return outcome === undefined || (ended?.outcome ?? 'open') === outcome;
}

/** What is handed out never changes afterwards. */
function asItStands({ message, attempts, outcome }: Entry): Delivery {
  return { message, attempts: [...attempts], outcome };
}
