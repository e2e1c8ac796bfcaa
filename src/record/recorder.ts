import type { CentreEvent } from '../centre/model/event.ts';
import type {
  Attempt,
  DeliveryObserver,
  Message,
  OpenedConnection,
  Outcome,
  OutcomeKind,
  Unnumbered,
} from '../channels/message.ts';
import type { RecordedLoad } from './figures/recorded-load.ts';
import type { RecordedClient, RecordedCommand, RecordedFault, RecordSink, RunRecord } from './record.ts';

/** Numbers what happens in a run and hands it, in order, to the sinks. The run's only stream of facts. */
export class Recorder implements DeliveryObserver {
  readonly #sinks: Set<RecordSink>;
  readonly #nowMs: (() => number) | undefined;
  readonly #isOurs: ((record: RunRecord) => boolean) | undefined;
  readonly #broken = new AbortController();
  readonly #untold: RunRecord[] = [];
  #isTelling = false;
  readonly #counts = {
    event: 0,
    message: 0,
    attempt: 0,
    outcome: 0,
    command: 0,
    fault: 0,
    client: 0,
    load: 0,
    connection: 0,
  };

  /**
   * `nowMs` is the monotonic clock by which outcomes are told; absent: by none. `isOurs` says which records are this run's to
   * tell, where it plays a part of something larger: the others are numbered and not told. Absent: all are.
   */
  constructor(sinks: readonly RecordSink[], nowMs?: () => number, isOurs?: (record: RunRecord) => boolean) {
    this.#sinks = new Set(sinks);
    this.#nowMs = nowMs;
    this.#isOurs = isOurs;
  }

  /** Aborts, with the error as its reason, when a follower throws for the first time. */
  get broken(): AbortSignal {
    return this.#broken.signal;
  }

  /**
   * Tells `sink` every record from now on, until the function that it returns is called. One that throws is told nothing more;
   * whoever caused the record and the other sinks notice nothing of it.
   */
  follow(sink: RecordSink): () => void {
    const follower: RecordSink = (record) => {
      try {
        sink(record);
      } catch (error) {
        this.#sinks.delete(follower);
        this.#broken.abort(error);
      }
    };
    this.#sinks.add(follower);
    return () => void this.#sinks.delete(follower);
  }

  happened(event: CentreEvent): void {
    this.#tell({ type: 'event', seq: ++this.#counts.event, event });
  }

  /** Gives the message its number and records it; a filtered one ends here. */
  rendered(unnumbered: Unnumbered): Message {
    const message: Message = { ...unnumbered, seq: ++this.#counts.message };
    this.#tell({ type: 'message', seq: message.seq, message });
    if (message.filtered) this.#end(message, 'filtered', null);
    return message;
  }

  /** Keeps so many numbers for copies that may come later, so that theirs depend on no receiver. Answers the first of them. */
  reserve(count: number): number {
    const first = this.#counts.message + 1;
    this.#counts.message += count;
    return first;
  }

  /**
   * A copy of the message with a number of its own, recorded: the same bytes, the same event id. `by`: the fault that sends it;
   * `reserved`: the number that was kept for it.
   */
  copied(message: Message, by?: string, reserved?: number): Message {
    const { seq, copyOf = seq } = message;
    return this.added(message, copyOf, by, reserved);
  }

  /**
   * A message that nothing in the centre stands behind but the one with the number `copyOf`. It leaves as it should, whatever
   * faults on the wire did to that one. `by`: the fault whose doing it is.
   */
  added(draft: Unnumbered, copyOf: number, by?: string, reserved?: number): Message {
    const { copiedBy: _, ...again } = draft;
    const copy: Message = {
      ...withoutWire(again),
      seq: reserved ?? ++this.#counts.message,
      copyOf,
      ...(by !== undefined && { copiedBy: by }),
    };
    this.#tell({ type: 'message', seq: copy.seq, message: copy });
    return copy;
  }

  /** Records what a fault did to a message. */
  touched(message: Message, fault: RecordedFault): void {
    this.#tell({ type: 'fault', seq: ++this.#counts.fault, message, fault });
  }

  /** Records what a fault did at a hub. */
  touchedAtHub(fault: RecordedFault): void {
    this.#tell({ type: 'fault', seq: ++this.#counts.fault, fault });
  }

  /** Ends a message that was kept back when the run ended. */
  cutOff(message: Message): void {
    this.#end(message, 'cut_off', 'run ended');
  }

  /** Ends a message that is not sent on purpose; `reason` names what kept it back. */
  withheld(message: Message, reason: string): void {
    this.#end(message, 'withheld', reason);
  }

  attempted(message: Message, attempt: Attempt): void {
    // Whoever looks at what a fault touched sees the attempt, too.
    if (attempt.faults !== undefined) this.#touchedOnTheWire(message, attempt);
    this.#tell({ type: 'attempt', seq: ++this.#counts.attempt, message, attempt });
  }

  ended(message: Message, outcome: Outcome): void {
    const seq = ++this.#counts.outcome;
    if (this.#nowMs === undefined) this.#tell({ type: 'outcome', seq, message, outcome });
    else this.#tell({ type: 'outcome', seq, ms: this.#nowMs(), message, outcome });
  }

  /** Records a connection to a receiver that was opened, or could not be. */
  connected(connection: OpenedConnection): void {
    this.#tell({ type: 'connection', seq: ++this.#counts.connection, connection });
  }

  /** Records a command once it is known what came of it. */
  commanded(command: RecordedCommand): void {
    this.#tell({ type: 'command', seq: ++this.#counts.command, command });
  }

  #touchedOnTheWire(message: Message, { try: ordinal, faults = [] }: Attempt): void {
    const wire = message.channel === 'http' ? (message.wire ?? []) : [];
    for (const { name, kind, what } of wire) {
      if (faults.includes(name)) this.touched(message, { name, kind, what, try: ordinal });
    }
  }

  /** Records what a client of a hub did. */
  client(client: RecordedClient): void {
    this.#tell({ type: 'client', seq: ++this.#counts.client, client });
  }

  /** Records how much a rate asked for in a stretch of time, and what was used for it. */
  loaded(load: RecordedLoad): void {
    this.#tell({ type: 'load', seq: ++this.#counts.load, load });
  }

  #end(message: Message, outcome: OutcomeKind, reason: string | null): void {
    const { seq: messageSeq, eventId } = message;
    this.ended(message, { messageSeq, eventId, outcome, reason });
  }

  /** What a sink brings about while it is told is told after what it was told, to all of them in the same order. */
  #tell(record: RunRecord): void {
    if (this.#isOurs?.(record) === false) return;
    if (this.#isTelling) return void this.#untold.push(record);
    this.#isTelling = true;
    try {
      for (let next: RunRecord | undefined = record; next !== undefined; next = this.#untold.shift()) {
        for (const sink of this.#sinks) sink(next);
      }
    } finally {
      this.#isTelling = false;
    }
  }
}

function withoutWire(draft: Unnumbered): Unnumbered {
  if (draft.channel !== 'http' || draft.wire === undefined) return draft;
  const { wire: _wire, ...plain } = draft;
  return plain;
}
