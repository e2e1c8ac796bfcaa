import type { Channel, HttpMessage, HubMessage, Message, Unnumbered } from '../channels/message.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Dispatch, Plan } from './dispatch.ts';

/** The open channels of a run, by the kind of message. */
export interface Channels {
  readonly http: Channel<HttpMessage>;
  /** Absent where there is no server with a hub on it. */
  readonly signalr?: Channel<HubMessage>;
}

/** From a dialect's draft to the channel: numbers a message, decides what becomes of it, and hands it over. */
export class Sender {
  readonly #channels: Channels;
  readonly #recorder: Recorder;
  readonly #plan: Plan;
  readonly #copy = (message: Message): Message => this.#recorder.copied(message);

  constructor(channels: Channels, recorder: Recorder, plan: Plan) {
    this.#channels = channels;
    this.#recorder = recorder;
    this.#plan = plan;
  }

  /** Numbers and sends a message. `dueMs` is monotonic. */
  send(draft: Unnumbered, dueMs: number): Message {
    const message = this.#recorder.rendered(draft);
    if (message.filtered) return message;
    for (const dispatch of this.#plan(message, dueMs, this.#copy)) this.#dispatch(dispatch);
    return message;
  }

  /** Sends the same bytes with the same id once more. */
  sendAgain(message: Message, dueMs: number): Message {
    const copy = this.#recorder.copied(message);
    this.#dispatch({ message: copy, dueMs });
    return copy;
  }

  #dispatch({ message, dueMs, withheld }: Dispatch): void {
    if (withheld !== undefined) return this.#recorder.withheld(message, withheld);
    if (message.channel === 'http') return this.#channels.http.send(message, dueMs);
    const { signalr } = this.#channels;
    if (signalr === undefined) throw new Error(`There is no hub to send ${message.eventType} through.`);
    signalr.send(message, dueMs);
  }
}
