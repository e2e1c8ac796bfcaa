import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { type Clock, machineClock } from '../../lib/clock.ts';
import { type Answer, answers, respond, respondRaw } from './transports/answers.ts';
import { type Authenticate, checkAnswer, type Identified } from './transports/authentication.ts';
import type { HubSettings } from './config.ts';
import type { Connection } from './connection/connection.ts';
import { Connections } from './connection/connections.ts';
import { type HubContext, type HubEvents, tellSafely } from './connection/context.ts';
import { corsHeaders, type CorsPolicy, isPreflight, preflightHeaders } from './transports/cors.ts';
import { Endpoint } from './transports/endpoint.ts';
import { FrameWriter } from './transports/frame-writer.ts';
import { FlushSchedule } from './connection/flush-schedule.ts';
import { Heartbeat } from './connection/heartbeat.ts';
import type { HubConnection } from './hub-connection.ts';
import { type HubFilter, runInside } from './calls/filters.ts';
import type { HubMethod } from './calls/methods.ts';
import type { AnyMethods, Groups, HubClients } from './clients/client-proxies.ts';
import { ReachedClients, reachedGroups, type Reach } from './clients/hub-clients.ts';
import type { Backplane } from './scale-out/backplane.ts';
import { Channels } from './scale-out/channels.ts';
import { SharedDelivery } from './scale-out/shared-delivery.ts';
import { LocalDelivery } from './clients/local-delivery.ts';
import { Members } from './clients/members.ts';
import { HostedLifetime } from './connection/lifetime.ts';
import type { Misbehaviour } from './connection/misbehaviour.ts';
import { TurnQueue } from './connection/turn-queue.ts';
import { mount } from './transports/mount.ts';
import { indexMethods, readPath, readSettings } from './options.ts';
import { type HubRequest, pathsOf, readRequest } from './transports/request.ts';

/** A hub's path, methods and settings, and what its host wants to be told. */
export interface HubOptions<User, Client = AnyMethods> extends HubEvents<User, Client> {
  /** Where it lives on its server, such as `/rte`. Clients may write it in any case. */
  readonly path: string;
  readonly methods: readonly HubMethod<User, Client>[];
  /** Around all calls and connections, the first outermost. */
  readonly filters?: readonly HubFilter<User, Client>[] | undefined;
  readonly authenticate: Authenticate<User>;
  readonly cors?: CorsPolicy | undefined;
  /**
   * The origins, such as `https://app.example`, whose pages may open WebSockets; those of others are refused with 403.
   * Without it all may, and CORS guards no WebSocket: a host that knows its users by cookies needs it. Clients that are
   * no browsers send no origin and are not refused.
   */
  readonly webSocketOrigins?: readonly string[] | undefined;
  /**
   * Who a user is: whom `clients.user` reaches, and whose negotiations are counted together. Without it, or when it answers nothing, nobody
   * is reached so and negotiations of one address are counted. .NET's `IUserIdProvider`.
   */
  readonly userId?: ((user: User) => string | undefined) | undefined;
  /** What it reaches the clients of other servers with the same hub by. Without it there are none. */
  readonly backplane?: Backplane | undefined;
  readonly settings?: HubSettings;
  /** What it does wrong on purpose. Default: nothing. */
  readonly misbehaviour?: Misbehaviour<User> | undefined;
  readonly clock?: Clock;
}

/** A SignalR hub, on any number of servers. */
export class Hub<User, Client = AnyMethods> {
  /** Everybody whom the hub can reach, from anywhere: .NET's `IHubContext`. */
  readonly clients: HubClients<Client>;
  readonly groups: Groups;
  readonly #path: string;
  readonly #authenticate: Authenticate<User>;
  readonly #cors: CorsPolicy | undefined;
  readonly #webSocketOrigins: readonly string[] | undefined;
  readonly #userId: (user: User) => string | undefined;
  readonly #onError: (error: unknown, where: string) => void;
  readonly #misbehaviour: Misbehaviour<User>;
  readonly #clock: Clock;
  readonly #connections = new Connections<Connection<User>>();
  readonly #endpoint: Endpoint<User>;
  readonly #whenEmpty: (() => void)[] = [];
  readonly #closeTimeoutMs: number;

  /** Throws a TypeError when settings or path cannot be used, and when two methods have one name. */
  constructor({
    path,
    methods,
    authenticate,
    cors,
    settings = {},
    clock = machineClock,
    webSocketOrigins,
    userId = () => undefined,
    onError,
    onRefusedCall,
    misbehaviour = {},
    onPing,
    onConnected,
    onDisconnected,
    filters = [],
    backplane,
  }: HubOptions<User, Client>) {
    this.#path = readPath(path);
    this.#authenticate = authenticate;
    this.#cors = cors;
    this.#onError = tellSafely(onError);
    this.#webSocketOrigins = webSocketOrigins;
    this.#userId = userId;
    this.#misbehaviour = misbehaviour;
    this.#clock = clock;
    const config = readSettings(settings);
    this.#closeTimeoutMs = config.closeTimeoutMs;
    const members = new Members(config.maxGroups);
    const local = new LocalDelivery(members);
    const { protocols } = config;
    const channels = backplane && new Channels(backplane, this.#path, this.#onError);
    const delivery = channels ? new SharedDelivery({ members, local, channels, protocols, clock }) : local;
    const reach: Reach = { delivery, onError: this.#onError };
    this.clients = new ReachedClients(reach) as HubClients as HubClients<Client>;
    this.groups = reachedGroups(reach);
    // What is declared of clients' methods is for the compiler alone.
    const untyped = { filters, methods, onConnected, onDisconnected } as Pick<
      HubOptions<User>,
      'methods' | 'onConnected' | 'onDisconnected'
    > & { readonly filters: readonly HubFilter<User>[] };
    const context: HubContext<User> = {
      config,
      clock,
      methods: indexMethods(untyped.methods),
      runMethod: runInside(untyped.filters),
      lifetime: new HostedLifetime(untyped, untyped.filters, reach),
      reach,
      userId,
      onPing,
      flushes: new FlushSchedule(clock),
      turns: new TurnQueue(clock),
      frames: new FrameWriter(),
      misbehaviour,
      onError: this.#onError,
      onRefusedCall: (refused) => {
        try {
          onRefusedCall?.(refused);
        } catch (error) {
          this.#onError(error, 'onRefusedCall');
        }
      },
      forget: (names) => this.#forget(names),
    };
    const heartbeat = new Heartbeat(clock, config.heartbeatMs, this.#connections);
    this.#endpoint = new Endpoint(context, this.#connections, () => heartbeat.start());
  }

  /** Where it lives on its servers, in lower case. */
  get path(): string {
    return this.#path === '' ? '/' : this.#path;
  }

  /** Everybody who is connected, those included that have not shaken hands yet. */
  get connections(): Iterable<HubConnection<User>> & { readonly size: number } {
    return this.#connections;
  }

  /** The connection with a public id. */
  connection(id: string): HubConnection<User> | undefined {
    return this.#connections.withId(id);
  }

  /** Resolves once nobody is connected. */
  whenEmpty(): Promise<void> {
    if (this.#connections.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenEmpty.push(resolve));
  }

  /**
   * Serves the hub on a server, before all listeners that the server has or gets. Requests to other paths are left to
   * other hubs and to the listeners; without any they get 404. Throws when the server has a hub at this path already.
   */
  attach(server: HttpServer | HttpsServer): void {
    mount(server, this);
  }

  /** Answers a request if it is for the hub; says whether it was. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean {
    const route = this.#route(request);
    if (route === undefined) return false;
    if (this.#misbehaviour.isDown?.() === true) {
      request.socket.destroy();
      return true;
    }
    for (const [name, value] of Object.entries(corsHeaders(this.#cors, request.headers))) {
      response.setHeader(name, value);
    }
    if (this.#cors !== undefined && isPreflight(request.method, request.headers)) {
      response.writeHead(204, preflightHeaders(this.#cors, request.headers)).end();
      return true;
    }
    void this.#serve(route, request, response);
    return true;
  }

  /** Answers an upgrade request if it is for the hub; says whether it was. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const route = this.#route(request);
    if (route === undefined) return false;
    socket.on('error', ignoreError);
    if (this.#misbehaviour.isDown?.() === true) {
      socket.destroy();
      return true;
    }
    void this.#upgrade(route, request, socket, head).then((refusal) => {
      if (refusal === undefined) return;
      const headers = { ...corsHeaders(this.#cors, request.headers), ...refusal.headers };
      respondRaw(socket, { ...refusal, headers });
    });
    return true;
  }

  /** Ends all connections at once, as the end of the process would: clients that are built to will come back. */
  shutDown(): void {
    for (const connection of this.#connections) connection.cut('shut-down');
  }

  /**
   * Ends all connections in order: nobody is let in any more (503), no more calls are taken, streams are asked to end by their signal, those
   * under way end, and each connection is closed so that clients built to come back do so. Whoever has calls under way after `timeoutMs` is
   * closed all the same, and cut when that takes longer than `closeTimeoutMs`. Resolves when nobody is connected.
   */
  async drain({ timeoutMs }: { readonly timeoutMs: number }): Promise<void> {
    this.#endpoint.drain();
    const over = new AbortController();
    const deadline = this.#clock.sleep(timeoutMs, over.signal).then(async () => {
      if (over.signal.aborted) return;
      for (const connection of this.#connections) connection.close({ allowReconnect: true });
      await this.#clock.sleep(this.#closeTimeoutMs, over.signal);
      this.shutDown();
    });
    for (const connection of this.#connections) void connection.drain();
    await this.whenEmpty();
    over.abort();
    await deadline;
  }

  #forget(names: { readonly id: string; readonly token: string }): void {
    this.#connections.remove(names);
    if (this.#connections.size > 0) return;
    for (const resolve of this.#whenEmpty.splice(0)) resolve();
  }

  async #serve(route: 'negotiate' | 'hub', raw: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const request = readRequest(raw);
      const authenticated = await this.#identify(request);
      if ('status' in authenticated) return respond(response, authenticated);
      if (route === 'negotiate') {
        const userId = this.#userId(authenticated.user) ?? request.remoteAddress ?? '';
        const fault = this.#misbehaviour.negotiate?.(authenticated.user);
        if (fault?.waitMs !== undefined) await this.#wait(fault.waitMs, response);
        if (response.destroyed) return;
        return this.#endpoint.negotiate(request, userId, response, fault);
      }
      await this.#endpoint.serve(request, authenticated, raw, response);
    } catch (error) {
      this.#onError(error, 'answering a request');
      if (response.headersSent) response.destroy();
      else respond(response, answers.failed);
    }
  }

  async #upgrade(
    route: 'negotiate' | 'hub',
    raw: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<Answer | undefined> {
    try {
      const request = readRequest(raw);
      if (!this.#mayOpen(request)) return answers.foreignOrigin;
      const authenticated = await this.#identify(request);
      if ('status' in authenticated) return authenticated;
      if (route === 'negotiate') return answers.wrongMethod;
      return this.#endpoint.upgrade(request, authenticated, raw, socket, head);
    } catch (error) {
      this.#onError(error, 'answering an upgrade request');
      return answers.failed;
    }
  }

  /** Waits, though not for a client that is gone. */
  async #wait(ms: number, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    await this.#clock.sleep(ms, gone.signal);
  }

  #mayOpen({ headers: { origin } }: HubRequest): boolean {
    return origin === undefined || (this.#webSocketOrigins?.includes(origin) ?? true);
  }

  async #identify(request: HubRequest): Promise<Identified<User> | Answer> {
    const authentication = checkAnswer(await this.#authenticate(request));
    if ('user' in authentication)
      return this.#misbehaviour.refuseRequest?.(authentication.user) ?? authentication;
    const { status = 401, wwwAuthenticate } = authentication;
    return { status, headers: { 'WWW-Authenticate': wwwAuthenticate } };
  }

  #route(request: IncomingMessage): 'negotiate' | 'hub' | undefined {
    const paths = pathsOf(request);
    if (paths.includes(this.#path)) return 'hub';
    return paths.includes(`${this.#path}/negotiate`) ? 'negotiate' : undefined;
  }
}

/** Not made where it is used: a closure there would keep the whole request for as long as the socket lives. */
function ignoreError(): void {
  // What becomes of the socket is heard of by its end.
}
