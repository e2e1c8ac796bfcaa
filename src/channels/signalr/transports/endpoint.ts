import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Answer, answers, notSupported, respond } from './answers.ts';
import type { Identified } from './authentication.ts';
import { behaviourOf } from '../compatibility.ts';
import { clientVersion } from '../connection/client-version.ts';
import { Connection } from '../connection/connection.ts';
import { type Connections, type Identity, newIdentity } from '../connection/connections.ts';
import type { HubContext } from '../connection/context.ts';
import { LongPollingTransport } from './long-polling.ts';
import type { NegotiationFault } from '../connection/misbehaviour.ts';
import { negotiate } from './negotiate.ts';
import type { HubRequest } from './request.ts';
import { receiveBody } from '../connection/send.ts';
import { ServerSentEventsTransport } from './server-sent-events.ts';
import type { Transport, TransportKind } from './transport.ts';
import { acceptHandshake, refuseHandshake } from './web-socket-handshake.ts';
import { WebSocketTransport } from './web-sockets.ts';

/** What requests to a hub do, once its host knows whose they are. Statuses and texts are ASP.NET's. */
export class Endpoint<User> {
  readonly #context: HubContext<User>;
  readonly #connections: Connections<Connection<User>>;
  readonly #onAdded: () => void;
  #isDraining = false;

  constructor(context: HubContext<User>, connections: Connections<Connection<User>>, onAdded: () => void) {
    this.#context = context;
    this.#connections = connections;
    this.#onAdded = onAdded;
  }

  /** Lets nobody in any more who is not there yet. */
  drain(): void {
    this.#isDraining = true;
  }

  /** `/negotiate`, for a user whose negotiations are counted under that id. */
  negotiate(
    request: HubRequest,
    userId: string,
    response: ServerResponse,
    { refusal, transport }: NegotiationFault = {},
  ): void {
    if (request.method !== 'POST') return respond(response, answers.wrongMethod);
    if (refusal !== undefined) return respond(response, refusal);
    if (this.#isDraining) return respond(response, answers.tooMany);
    const { config } = this.#context;
    const { identity, body } = negotiate(request, config, transport && [transport]);
    if (identity !== undefined) {
      if (!this.#mayWait(userId)) return respond(response, answers.tooMany);
      const connection = new Connection(identity, this.#context);
      connection.noteVersion(versionOf(request));
      this.#connections.addWaiting(connection, userId);
      this.#onAdded();
    }
    respond(response, {
      status: 200,
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    });
  }

  /** The hub itself, with every method but those that upgrade. */
  async serve(
    request: HubRequest,
    identified: Identified<User>,
    raw: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { method } = request;
    if (method !== 'GET' && method !== 'POST' && method !== 'DELETE')
      return respond(response, answers.wrongMethod);
    const isStream = method === 'GET' && wantsEvents(request);
    if (method === 'GET' && !isStream) this.#markPoll(response);
    const connection = this.#find(request);
    if ('status' in connection) return respond(response, connection);
    if (method === 'POST') return this.#send(connection, raw, response);
    if (method === 'DELETE') return this.#delete(connection, response);
    if (isStream) return this.#streamEvents(connection, identified, response);
    this.#poll(connection, identified, response);
  }

  /** The hub with a WebSocket request; answers what to refuse it with, if anything. */
  upgrade(
    request: HubRequest,
    identified: Identified<User>,
    raw: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Answer | undefined {
    const misshapen = refuseHandshake(raw);
    if (misshapen !== undefined) return this.#refuseUpgrade(request, misshapen);
    const isNew = (request.query('id') ?? '') === '';
    const found = isNew ? undefined : this.#find(request);
    if (found !== undefined && 'status' in found) return found;
    const refusal = this.#refuseTransport('WebSockets', found);
    if (refusal !== undefined) return refusal;
    acceptHandshake(raw, socket);
    const connection = found ?? this.#add(newIdentity(0, false));
    connection.noteVersion(versionOf(request));
    this.#attach(connection, new WebSocketTransport(socket, head, connection, this.#context), identified);
    return undefined;
  }

  /** .NET takes what asks for no WebSocket for a poll, and says of its id what it says of a poll's. */
  #refuseUpgrade(request: HubRequest, misshapen: Answer): Answer {
    const found = this.#find(request);
    return 'status' in found ? { ...misshapen, ...found } : misshapen;
  }

  async #send(connection: Connection<User>, raw: IncomingMessage, response: ServerResponse): Promise<void> {
    if (connection.kind === 'WebSockets') return respond(response, answers.postToWebSocket);
    const sent = await receiveBody(raw, connection, this.#context.config.maxPendingSends);
    if (sent === 'too-many') return respond(response, answers.tooMany);
    respond(response, { status: sent === 'taken' ? 200 : 404 });
  }

  #delete(connection: Connection<User>, response: ServerResponse): void {
    if (connection.kind !== 'LongPolling') return respond(response, answers.cannotDelete);
    connection.cut('client-closed');
    respond(response, { status: 202 });
  }

  #streamEvents(connection: Connection<User>, identified: Identified<User>, response: ServerResponse): void {
    const refusal = this.#refuseTransport('ServerSentEvents', connection);
    if (refusal !== undefined) return respond(response, refusal);
    this.#attach(
      connection,
      new ServerSentEventsTransport(response, connection, this.#context.config),
      identified,
    );
  }

  /** Whatever the answer to a poll will be. */
  #markPoll(response: ServerResponse): void {
    const { pollHeaders } = behaviourOf(this.#context.config.compatibility);
    for (const [name, value] of Object.entries(pollHeaders)) response.setHeader(name, value);
  }

  #poll(connection: Connection<User>, identified: Identified<User>, response: ServerResponse): void {
    const refusal = this.#refuseTransport('LongPolling', connection);
    if (refusal !== undefined) return respond(response, refusal);
    const { carrier } = connection;
    if (carrier instanceof LongPollingTransport) {
      this.#identify(connection, identified);
      return carrier.accept(response);
    }
    const transport = new LongPollingTransport(connection, this.#context.config, this.#context.clock);
    this.#attach(connection, transport, identified);
    transport.open(response);
  }

  #attach(connection: Connection<User>, transport: Transport, identified: Identified<User>): void {
    this.#connections.attached(connection);
    this.#identify(connection, identified);
    connection.attach(transport);
  }

  #identify(connection: Connection<User>, { user, expiresMs }: Identified<User>): void {
    connection.user = user;
    if (this.#context.config.closeOnAuthenticationExpiration) connection.expiresMs = expiresMs ?? Infinity;
  }

  #mayWait(userId: string): boolean {
    const { maxNegotiated, maxNegotiatedPerUser } = this.#context.config;
    const { waitingCount } = this.#connections;
    return waitingCount < maxNegotiated && this.#connections.waitingOf(userId) < maxNegotiatedPerUser;
  }

  #refuseTransport(kind: TransportKind, connection: Connection<User> | undefined): Answer | undefined {
    if (!this.#context.config.transports.includes(kind)) return notSupported(kind);
    if (connection === undefined || connection.kind === undefined)
      return this.#isDraining ? answers.tooMany : undefined;
    if (connection.kind !== kind) return answers.otherTransport;
    // A new poll replaces the old one, and so does a new socket where the client may come back.
    if (kind === 'LongPolling' || (connection.isStateful && connection.isOpen)) return undefined;
    return answers.inUse;
  }

  #find(request: HubRequest): Connection<User> | Answer {
    const token = request.query('id');
    if (token === undefined || token === '') return answers.idRequired;
    return this.#connections.withToken(token) ?? answers.unknownId;
  }

  #add(identity: Identity): Connection<User> {
    const connection = new Connection(identity, this.#context);
    this.#connections.add(connection);
    this.#onAdded();
    return connection;
  }
}

/** Where a page may not set the one header, Microsoft's clients set the other. */
function versionOf({ headers }: HubRequest): number | undefined {
  const own = headers['x-signalr-user-agent'];
  return clientVersion(typeof own === 'string' ? own : headers['user-agent']);
}

function wantsEvents({ headers }: HubRequest): boolean {
  return (headers.accept ?? '')
    .split(',')
    .some((range) => range.split(';', 1)[0]?.trim().toLowerCase() === 'text/event-stream');
}
