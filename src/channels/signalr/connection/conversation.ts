import { behaviourOf } from '../compatibility.ts';
import type { HubContext } from './context.ts';
import { type Caller, Dispatcher } from '../calls/dispatcher.ts';
import { closedWithError } from './error-text.ts';
import { type Handshake, readHandshake, unexpected, unsupportedVersion } from './handshake.ts';
import type { EndReason } from '../hub-connection.ts';
import { Liveness } from './liveness.ts';
import type { ClientMessage, Protocol, ServerMessage } from '../protocols/protocol.ts';
import { Reader } from '../protocols/reader.ts';
import type { Violation } from '../protocols/violation.ts';
import type { Sequence } from './sequence.ts';

/** The other side of a conversation, and what it can lead to. */
export interface Peer<User> extends Caller<User> {
  /** Whether what carries the connection now carries binary data. */
  readonly isBinary: boolean;
  /** The handshake was good. */
  accept(protocol: Protocol): Promise<void> | undefined;
  /** There was no handshake that could be accepted: tells the client why and ends the connection. */
  refuse(error: string): void;
  /** Ends the connection, behind a close message if there is one. */
  end(reason: EndReason, close?: Extract<ServerMessage, { type: 'close' }>): void;
}

/** What one client says: its handshake, then its messages, each acted on before the next is read. */
export class Conversation<User> {
  /** The protocol that the handshake has led to; `undefined` before. */
  protocol: Protocol | undefined;
  readonly liveness: Liveness;
  readonly reader: Reader;
  readonly #peer: Peer<User>;
  readonly #context: HubContext<User>;
  readonly #sequence: Sequence | undefined;
  readonly #dispatcher: Dispatcher<User>;

  constructor(peer: Peer<User>, context: HubContext<User>, sequence: Sequence | undefined) {
    this.#peer = peer;
    this.#context = context;
    this.#sequence = sequence;
    this.#dispatcher = new Dispatcher(peer, context);
    this.liveness = new Liveness(context.config);
    this.reader = new Reader(context.config, context, {
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

  /** Takes no more calls; resolves when those under way have ended. */
  drain(): Promise<void> {
    return this.#dispatcher.drain();
  }

  #shakeHands(record: Buffer | Violation): Promise<void> | void {
    const { config } = this.#context;
    const handshake: Handshake =
      record instanceof Uint8Array
        ? readHandshake(record, {
            config,
            binary: this.#peer.isBinary,
            stateful: this.#sequence !== undefined,
          })
        : { error: unexpected(record.reason, config) };
    if ('error' in handshake) return this.#peer.refuse(handshake.error);
    const fault = this.#context.misbehaviour.handshake?.(this.#peer.connection);
    if (fault === 'ignore') return undefined;
    if (fault === 'reject') return this.#peer.refuse(unsupportedVersion(1, handshake.protocol.name));
    this.protocol = handshake.protocol;
    return this.#peer.accept(handshake.protocol);
  }

  #act(message: ClientMessage): Promise<void> | void {
    if (message.type === 'ping') this.#ping();
    if (message.type === 'close') return this.#close();
    if (this.#sequence !== undefined) {
      const counted = this.#sequence.receive(message);
      if (counted === 'skip') return undefined;
      if (counted !== undefined) return this.#break(counted.reason);
    }
    const dispatched = this.#dispatcher.dispatch(message);
    if (dispatched === undefined || dispatched instanceof Promise) return dispatched;
    return this.#break(dispatched.reason);
  }

  #ping(): void {
    this.liveness.clientPinged();
    this.#context.onPing?.(this.#peer.connection);
  }

  /** The client leaves in order, whatever it is told. */
  #close(): void {
    const isTaken =
      this.#sequence !== undefined || behaviourOf(this.#context.config.compatibility).takesCloseMessages;
    if (isTaken) return this.#peer.end('client-closed');
    const message = 'Received unsupported message: Microsoft.AspNetCore.SignalR.Protocol.CloseMessage';
    this.#peer.end('client-closed', this.#closeMessage('NotSupportedException', message));
  }

  #break(reason: string): void {
    this.#peer.end('violation', this.#closeMessage('InvalidDataException', reason));
  }

  #closeMessage(exception: string, reason: string): Extract<ServerMessage, { type: 'close' }> {
    const { detailedErrors } = this.#context.config;
    const error = detailedErrors ? `${closedWithError} ${exception}: ${reason}` : closedWithError;
    return { type: 'close', error, allowReconnect: true };
  }
}
