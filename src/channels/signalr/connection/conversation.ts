import type { Connection } from './connection.ts';
import type { HubContext } from './context.ts';
import { Dispatcher } from './dispatcher.ts';
import { type Handshake, readHandshake, unexpected } from './handshake.ts';
import { tooLong } from '../protocols/inbox.ts';
import { Liveness } from './liveness.ts';
import type { ClientMessage, Protocol, violation } from '../protocols/protocol.ts';
import { Reader } from '../protocols/reader.ts';
import type { Sequence } from './sequence.ts';

/** .NET's words for the end of a connection. */
export const closedWithError = 'Connection closed with an error.';

/** What one client says: its handshake, then its messages, each acted on before the next is read. */
export class Conversation<User> {
  /** The protocol that the handshake has led to; `undefined` before. */
  protocol: Protocol | undefined;
  readonly liveness: Liveness;
  readonly reader: Reader;
  readonly #connection: Connection<User>;
  readonly #context: HubContext<User>;
  readonly #sequence: Sequence | undefined;
  readonly #dispatcher: Dispatcher<User>;

  constructor(connection: Connection<User>, context: HubContext<User>, sequence: Sequence | undefined) {
    this.#connection = connection;
    this.#context = context;
    this.#sequence = sequence;
    this.#dispatcher = new Dispatcher(connection, context);
    this.liveness = new Liveness(context.config);
    this.reader = new Reader(context.config, {
      protocol: () => this.protocol,
      onHandshake: (record) => this.#shakeHands(record),
      onMessage: (message) => this.#act(message),
      onBusy: () => this.liveness.pause(),
      onIdle: () => this.liveness.resume(context.clock.monotonicMs()),
    });
  }

  /** Listens no more and lets nothing go on. */
  stop(): void {
    this.reader.stop();
    this.#dispatcher.stop();
  }

  /** A piece came that is longer than any: it ends the connection as a message does that is too long. */
  refuseTooLong(): void {
    const taken = tooLong(this.#context.config.maxMessageBytes);
    if (this.protocol === undefined) void this.#shakeHands(taken);
    else this.#break(taken.reason);
  }

  #shakeHands(record: Buffer | ReturnType<typeof violation>): Promise<void> | void {
    const { config } = this.#context;
    const { carrier, isStateful } = this.#connection;
    const handshake: Handshake =
      record instanceof Uint8Array
        ? readHandshake(record, { config, binary: carrier?.binary ?? true, stateful: isStateful })
        : { error: unexpected(record.reason, config) };
    if ('error' in handshake) return this.#connection.refuse(handshake.error);
    this.protocol = handshake.protocol;
    return this.#connection.accept(handshake.protocol);
  }

  #act(message: ClientMessage): Promise<void> | void {
    if (message.type === 'ping') this.liveness.clientPinged();
    if (this.#sequence !== undefined) {
      if (message.type === 'close') return this.#connection.end('client-closed');
      const counted = this.#sequence.receive(message);
      if (counted === 'skip') return undefined;
      if (counted !== undefined) return this.#break(counted.reason);
    }
    const dispatched = this.#dispatcher.dispatch(message);
    if (dispatched === undefined || dispatched instanceof Promise) return dispatched;
    return this.#break(dispatched.reason);
  }

  #break(reason: string): void {
    const { detailedErrors } = this.#context.config;
    const error = detailedErrors ? `${closedWithError} InvalidDataException: ${reason}` : closedWithError;
    this.#connection.end('violation', { type: 'close', error, allowReconnect: true });
  }
}
