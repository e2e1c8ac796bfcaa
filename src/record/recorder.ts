import type { CentreEvent } from '../centre/model/event.ts';
import type { Attempt, DeliveryObserver, Message, Outcome, Unnumbered } from '../channels/message.ts';
import type { RecordSink, RunRecord } from './record.ts';

/** Numbers what happens in a run and hands it, in order, to the sinks. The run's only stream of facts. */
export class Recorder implements DeliveryObserver {
  readonly #sinks: readonly RecordSink[];
  readonly #counts = { event: 0, message: 0, attempt: 0, outcome: 0 };

  constructor(sinks: readonly RecordSink[]) {
    this.#sinks = sinks;
  }

  happened(event: CentreEvent): void {
    this.#tell({ type: 'event', seq: ++this.#counts.event, event });
  }

  /** Gives the message its number and records it; a filtered one ends here. */
  rendered(unnumbered: Unnumbered): Message {
    const message: Message = { ...unnumbered, seq: ++this.#counts.message };
    this.#tell({ type: 'message', seq: message.seq, message });
    if (message.filtered) {
      this.ended(message, {
        messageSeq: message.seq,
        eventId: message.eventId,
        outcome: 'filtered',
        reason: null,
      });
    }
    return message;
  }

  attempted(message: Message, attempt: Attempt): void {
    this.#tell({ type: 'attempt', seq: ++this.#counts.attempt, message, attempt });
  }

  ended(message: Message, outcome: Outcome): void {
    this.#tell({ type: 'outcome', seq: ++this.#counts.outcome, message, outcome });
  }

  #tell(record: RunRecord): void {
    for (const sink of this.#sinks) sink(record);
  }
}
