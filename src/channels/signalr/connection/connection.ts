import { ClientResults } from '../calls/client-results.ts';
import { HubException, IOException } from '../calls/exceptions.ts';
import type { Member, Reply } from '../clients/delivery.ts';
import { firstThatAnswers } from './client-version.ts';
import type { Identity } from './connections.ts';
import type { HubContext } from './context.ts';
import { Conversation, type Peer } from './conversation.ts';
import { closedWithError, errorText } from './error-text.ts';
import { handshakeAccepted, handshakeRefused } from './handshake.ts';
import type { EndReason, HubConnection } from '../hub-connection.ts';
import type { Report } from './outbox.ts';
import { noFilling } from '../protocols/encoded.ts';
import { type Filling, type Prepared, prepareInvocation } from '../protocols/prepared.ts';
import type { Protocol, HubProtocol, ServerMessage } from '../protocols/protocol.ts';
import type { Carried, Transport, TransportKind } from '../transports/transport.ts';
import { Writer } from './writer.ts';

/** One connection, from negotiate to the end, whichever transport carries it. */
export class Connection<User> implements HubConnection<User>, Member, Carried {
  readonly id: string;
  readonly token: string;
  idleSinceMs: number;
  /** The transport that it was first attached to: it cannot change. */
  kind: TransportKind | undefined;
  /** POSTs are read one after the other. */
  readonly sends = { pending: 0, last: Promise.resolve() };
  readonly #context: HubContext<User>;
  readonly #writer: Writer<Connection<User>>;
  readonly #conversation: Conversation<User>;
  #user: User | undefined;
  #userId: string | undefined;
  #results: ClientResults | undefined;
  /** When what it was authenticated by expires, on the wall clock. */
  #expiresMs = Infinity;
  /** Which of Microsoft's clients it is, where it says so. */
  #version: number | undefined;
  /** What those wait for who have sent more than the client takes. */
  #room: Promise<void> | undefined;
  #items: Map<unknown, unknown> | undefined;
  #aborting: AbortController | undefined;
  #state: 'open' | 'closing' | 'over' = 'open';
  #closingSinceMs = Infinity;
  #isKnownToHost = false;
  /** Why no pings, or nothing at all, go out for now: see `muteWhile`. There is none while all goes well. */
  #mutes: (() => boolean)[] | undefined;
  #stalls: (() => boolean)[] | undefined;

  constructor({ id, token, stateful }: Identity, context: HubContext<User>) {
    const { config, clock, flushes } = context;
    this.id = id;
    this.token = token;
    this.#context = context;
    this.idleSinceMs = clock.monotonicMs();
    this.#writer = new Writer<Connection<User>>(this, {
      flushes,
      maxBufferedBytes: config.maxBufferedBytes,
      isStateful: stateful,
      onError: (error) => context.onError(error, 'a report on a message'),
    });
    this.#conversation = new Conversation(this.#peer(), context, this.#writer.sequence);
  }

  get user(): User {
    return this.#user as User;
  }

  /** With long polling every poll brings its user. */
  set user(user: User) {
    this.#user = user;
  }

  /** Who the user was when the connection began. */
  get userId(): string | undefined {
    return this.#userId;
  }

  /** From now on what it was authenticated by is good until then, on the wall clock. */
  set expiresMs(expiresMs: number) {
    this.#expiresMs = expiresMs;
  }

  /** Which of Microsoft's clients it is, as any of its requests says. */
  noteVersion(version: number | undefined): void {
    this.#version ??= version;
  }

  get protocol(): HubProtocol {
    return this.#protocol?.name ?? 'json';
  }

  get transport(): TransportKind | undefined {
    return this.kind;
  }

  get pings(): number {
    return this.#conversation.liveness.pings;
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** Whether the client may lose its socket and come back. */
  get isStateful(): boolean {
    return this.#writer.sequence !== undefined;
  }

  get carrier(): Transport | undefined {
    return this.#writer.transport;
  }

  get #protocol(): Protocol | undefined {
    return this.#conversation.protocol;
  }

  get items(): Map<unknown, unknown> {
    return (this.#items ??= new Map());
  }

  get signal(): AbortSignal {
    if (this.#aborting === undefined) {
      this.#aborting = new AbortController();
      if (!this.isOpen) this.#aborting.abort();
    }
    return this.#aborting.signal;
  }

  send(message: Prepared, filling?: Filling, report?: Report<HubConnection<User>>): boolean {
    if (this.#state !== 'open' || this.#protocol === undefined) {
      report?.('cut_off', this);
      return false;
    }
    const { name } = this.#protocol;
    if (message.hasHole(name) !== (filling !== undefined)) {
      throw new TypeError('A message with a hole needs a filling, and one without a hole takes none.');
    }
    if (!this.#writer.add(message.encoded(name), filling?.bytes(name) ?? noFilling, report))
      this.cut('too-slow');
    return true;
  }

  push(target: string, ...given: readonly unknown[]): boolean {
    return this.send(prepareInvocation(target, given));
  }

  waitForRoom(): Promise<void> | undefined {
    if (this.#writer.hasRoom) return undefined;
    this.#room ??= this.#awaitRoom();
    return this.#room;
  }

  whenReady(): Promise<void> {
    return this.#writer.waitUntilReady();
  }

  ask(id: string, question: Prepared, settle: (reply: Reply) => void): void {
    const results = (this.#results ??= new ClientResults());
    const problem = this.#askProblem(results);
    if (problem !== undefined) return settle({ error: new IOException(problem) });
    results.add(id, settle);
    try {
      if (!this.send(question)) results.end(this.#disconnected());
    } catch (error) {
      results.abandon(id);
      settle({ error: error as Error });
    }
  }

  abandon(id: string): void {
    this.#results?.abandon(id);
  }

  /** Takes no more calls, lets those under way end, and closes so that the client comes back to whoever serves it then. */
  async drain(): Promise<void> {
    // Nobody has come yet, and nobody is let in any more.
    if (this.kind === undefined) return this.cut('shut-down');
    await this.#conversation.drain();
    this.close({ allowReconnect: true });
  }

  close({ error, allowReconnect = false }: { error?: string; allowReconnect?: boolean } = {}): void {
    this.#end('closed', { type: 'close', error, allowReconnect });
  }

  abort(): void {
    this.#end('aborted');
  }

  lose(inFrame: boolean): void {
    const { transport } = this.#writer;
    this.#writer.transport = undefined;
    this.#end('aborted');
    transport?.lose(inFrame);
    this.#finish();
  }

  muteWhile(lasts: () => boolean): void {
    this.#mutes = stillLasting([...(this.#mutes ?? []), lasts]);
  }

  stallWhile(lasts: () => boolean): void {
    this.#stalls = stillLasting([...(this.#stalls ?? []), lasts]);
  }

  /** Ends the connection at once: what was not handed over is cut off. */
  cut(reason: EndReason): void {
    const { transport } = this.#writer;
    this.#writer.transport = undefined;
    this.#end(reason);
    transport?.cut();
    this.#finish();
  }

  /** Sends one message of the protocol. What cannot be serialised is the host's mistake and ends the connection. */
  #reply(message: ServerMessage): void {
    if (this.#state !== 'open' || this.#protocol === undefined) return;
    try {
      const encoded = this.#protocol.write(message);
      if (!this.#writer.add(encoded)) this.cut('too-slow');
    } catch (error) {
      this.#context.onError(error, `writing a message of type ${message.type}`);
      this.abort();
    }
  }

  /** Lets a transport carry the connection. With stateful reconnect it may be the next one. */
  attach(transport: Transport): void {
    const previous = this.#writer.transport;
    this.kind = transport.kind;
    this.idleSinceMs = Infinity;
    const { liveness, reader } = this.#conversation;
    if (!liveness.hasStarted) liveness.start(this.#context.clock.monotonicMs());
    this.#writer.resumeOver(transport, this.#protocol);
    previous?.cut();
    reader.start();
    this.flush();
  }

  detach(transport: Transport, orderly: boolean): void {
    if (this.#writer.transport !== transport) return;
    this.#writer.transport = undefined;
    this.idleSinceMs = this.#context.clock.monotonicMs();
    if (!orderly && this.isOpen && this.#isKnownToHost && this.#writer.sequence?.canResume === true) return;
    this.#end(orderly ? 'client-closed' : 'transport-lost');
    this.#finish();
  }

  receive(bytes: Buffer): void {
    const { reader } = this.#conversation;
    reader.receive(bytes);
    const { transport } = this.#writer;
    if (!reader.isFull || transport === undefined) return;
    transport.pause();
    void reader.waitUntilReady().then(() => transport.resume());
  }

  /** Resolves when more bytes may be received. */
  waitToReceive(): Promise<void> {
    return this.#conversation.reader.waitUntilReady();
  }

  flush(): void {
    if (this.#stalls !== undefined && this.isOpen) return;
    this.#writer.flush();
    if (this.#state === 'closing' && this.#writer.isEmpty && this.#writer.transport?.close() === true)
      this.#finish();
  }

  /** What the heartbeat does for each connection. */
  tick(nowMs: number): void {
    const { disconnectTimeoutMs, closeTimeoutMs } = this.#context.config;
    const polls = this.kind === 'LongPolling';
    const isStuck = nowMs - this.#closingSinceMs >= closeTimeoutMs && !polls;
    if (isStuck || nowMs - this.idleSinceMs >= disconnectTimeoutMs) return this.cut('transport-lost');
    const { transport, sequence } = this.#writer;
    if (this.#state !== 'open' || transport === undefined) return;
    if (this.#stalls !== undefined) return this.#endStall();
    transport.tick(nowMs);
    const due = this.#conversation.liveness.due(nowMs, this.#protocol !== undefined, !polls);
    if (this.#hasExpired()) return this.close({ allowReconnect: true });
    if (due === 'refuse') return this.#refuse('Handshake was canceled.');
    if (due === 'give-up') return this.#end('timed-out');
    const ack = sequence?.dueAck();
    if (ack !== undefined) this.#reply(ack);
    // A client that does not even take what waits for it needs no ping.
    if (due === 'ping' && transport.ready && !this.#isMute()) this.#reply({ type: 'ping' });
  }

  /** What waited for a stall to be over goes out when it is. */
  #endStall(): void {
    this.#stalls = stillLasting(this.#stalls);
    if (this.#stalls === undefined) this.flush();
  }

  #isMute(): boolean {
    this.#mutes = stillLasting(this.#mutes);
    return this.#mutes !== undefined;
  }

  #hasExpired(): boolean {
    if (this.#expiresMs === Infinity || this.#protocol === undefined) return false;
    return this.#context.clock.wallMs() >= this.#expiresMs;
  }

  /** Whoever takes nothing holds up those who send to many for so long, and no longer. */
  async #awaitRoom(): Promise<void> {
    const { clock, config } = this.#context;
    const over = new AbortController();
    await Promise.race([this.#writer.waitUntilReady(), clock.sleep(config.sendTimeoutMs, over.signal)]);
    over.abort();
    this.#room = undefined;
  }

  #askProblem(results: ClientResults): string | undefined {
    const { maxClientResults } = this.#context.config;
    if (this.#version !== undefined && this.#version < firstThatAnswers)
      return `Connection '${this.id}' cannot return results: its client is of version ${this.#version}, and clients can since version ${firstThatAnswers}.`;
    if (results.count >= maxClientResults)
      return `Connection '${this.id}' cannot be asked: ${results.count} answers of its client are waited for, as many as maxClientResults allows.`;
    return undefined;
  }

  #disconnected(): IOException {
    const hint =
      this.#version === undefined
        ? ` Clients before version ${firstThatAnswers} do so when they are asked for a result.`
        : '';
    return new IOException(`Connection '${this.id}' disconnected.${hint}`);
  }

  /** The handshake was good: the client is told, then the host. */
  #accept(protocol: Protocol): Promise<void> | undefined {
    this.#writer.use(protocol);
    this.#writer.add(handshakeAccepted);
    // In a frame of its own: old clients expect nothing behind it.
    this.flush();
    return this.#tellHost(() => {
      this.#userId = this.#context.userId(this.user);
      this.#isKnownToHost = true;
      return this.#context.lifetime.connected(this);
    });
  }

  /** There was no handshake, or none that could be accepted. */
  #refuse(error: string): void {
    this.#writer.add(handshakeRefused(error));
    this.#end('no-handshake');
  }

  /** Ends the connection: what was sent goes out, then the close message, then the transport closes. */
  #end(reason: EndReason, close?: Extract<ServerMessage, { type: 'close' }>): void {
    if (close !== undefined) this.#reply(close);
    if (this.#state !== 'open') return;
    this.#state = 'closing';
    this.#closingSinceMs = this.#context.clock.monotonicMs();
    this.#conversation.stop();
    this.#aborting?.abort();
    this.#results?.end(this.#disconnected());
    if (this.#isKnownToHost) void this.#tellHost(() => this.#context.lifetime.disconnected(this, reason));
    this.flush();
  }

  /** This connection as its conversation sees it: what only that may do is open to nobody else. */
  #peer(): Peer<User> {
    const writer = this.#writer;
    const results = (): ClientResults | undefined => this.#results;
    return {
      connection: this,
      get isBinary() {
        return writer.transport?.binary ?? true;
      },
      get results() {
        return results();
      },
      get hasRoom() {
        return writer.hasRoom;
      },
      reply: (message) => this.#reply(message),
      waitUntilReady: () => writer.waitUntilReady(),
      accept: (protocol) => this.#accept(protocol),
      refuse: (error) => this.#refuse(error),
      end: (reason, close) => this.#end(reason, close),
    };
  }

  #finish(): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    this.#writer.cutOff();
    this.#context.forget(this);
  }

  /** Tells the host something; when that fails, the connection ends as .NET's does. */
  async #tellHost(callback: () => unknown): Promise<void> {
    try {
      await callback();
    } catch (error) {
      if (!(error instanceof HubException)) this.#context.onError(error, 'a callback of the hub');
      const text = errorText(closedWithError, error, this.#context.config.detailedErrors);
      this.#end('closed', { type: 'close', error: text, allowReconnect: false });
    }
  }
}

/** Those that last, as it is only when all of them are over that it is over. */
function stillLasting(all: readonly (() => boolean)[] | undefined): (() => boolean)[] | undefined {
  const left = all?.filter((lasts) => lasts());
  return left === undefined || left.length === 0 ? undefined : left;
}
