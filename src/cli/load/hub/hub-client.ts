import { WebSocket } from 'ws';
import { tapped } from '../../../dialects/index.ts';
import { type RteAccess, subjectOf } from '../../tap/fetch-token.ts';
import { negotiate } from './negotiate.ts';
import { splitWishes, wishesFor, type Wish } from '../../tap/wishes.ts';

/** Behind every message of the JSON hub protocol. */
const separator = '\u001e';

const messageTypes = { invocation: 1, completion: 3, close: 7 } as const;

/** A client's ping: from the first one on the hub expects more of them. */
const ping = `{"type":6}${separator}`;

/** What a client hears, and how its connection ends. */
export interface HubClientEvents {
  /** A message came, about the event of that id. */
  readonly onMessage: (connectionId: string, eventId: string) => void;
  /** The connection is over, whoever ended it. */
  readonly onOver: (client: HubClient) => void;
}

/** One message of the hub, as far as a client that measures looks at it. */
interface Incoming {
  readonly type?: number;
  readonly invocationId?: string;
  readonly error?: string;
  readonly result?: unknown;
  readonly arguments?: readonly unknown[];
}

/**
 * A client of the hub as users have it: with its token it negotiates, opens a WebSocket, shakes hands and subscribes to everything about
 * its user, in the JSON protocol. It keeps nothing of what it hears, so that one process holds a thousand of them.
 */
export class HubClient {
  /** As the hub's host knows it. */
  readonly connectionId: string;
  readonly #socket: WebSocket;
  readonly #events: HubClientEvents;
  readonly #waiting: ((message: Incoming) => void)[] = [];
  #isOver = false;
  #isClosing = false;

  private constructor(socket: WebSocket, connectionId: string, events: HubClientEvents) {
    this.#socket = socket;
    this.connectionId = connectionId;
    this.#events = events;
    socket.on('message', (data: Buffer) => this.#take(data.toString()));
    socket.on('close', () => this.#end());
    socket.on('error', () => this.#end());
  }

  /** Connects; resolves when it has subscribed. Throws what kept it from that. */
  static async connect({ hubUrl, token }: RteAccess, events: HubClientEvents): Promise<HubClient> {
    const { connectionId, connectionToken } = await negotiate(hubUrl, token);
    const url = new URL(hubUrl.replace(/^http/, 'ws'));
    url.searchParams.set('id', connectionToken);
    url.searchParams.set('access_token', token);
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const client = new HubClient(socket, connectionId, events);
    await opened(socket);
    await client.#shakeHands();
    const wishes = wishesFor([], { User: [subjectOf(token) ?? ''], Queue: [], CallList: [] }, await tapped());
    for (const list of splitWishes(wishes)) await client.#subscribe(list);
    return client;
  }

  /** Tells the hub that it is there. */
  ping(): void {
    if (!this.#isOver) this.#socket.send(ping);
  }

  /** Leaves: what comes from now on is not heard. */
  close(): void {
    this.#isClosing = true;
    this.#socket.close();
  }

  async #shakeHands(): Promise<void> {
    this.#socket.send(`{"protocol":"json","version":1}${separator}`);
    const { error } = await this.#next();
    if (error !== undefined) throw new Error(`the handshake was refused: ${error}`);
  }

  async #subscribe(wishes: readonly Wish[]): Promise<void> {
    const call = {
      type: messageTypes.invocation,
      invocationId: '1',
      target: 'Subscribe',
      arguments: [wishes],
    };
    this.#socket.send(`${JSON.stringify(call)}${separator}`);
    const { error, result } = await this.#next();
    if (error !== undefined) throw new Error(`the subscription was refused: ${error}`);
    const granted = Array.isArray(result) && result.every(isGranted);
    if (!granted) throw new Error('some of the subscriptions were refused');
  }

  /** The next answer: to the handshake or to a call. */
  async #next(): Promise<Incoming> {
    return new Promise((resolve, reject) => {
      if (this.#isOver) return reject(new Error('the hub closed the connection'));
      this.#waiting.push((message) =>
        message.type === messageTypes.close
          ? reject(new Error(message.error ?? 'the hub closed the connection'))
          : resolve(message),
      );
    });
  }

  #take(frame: string): void {
    for (const record of frame.split(separator)) if (record !== '') this.#act(record);
  }

  #act(record: string): void {
    const message = JSON.parse(record) as Incoming;
    if (message.type === messageTypes.invocation) {
      const eventId = eventIdOf(message.arguments?.[0]);
      if (eventId !== undefined && !this.#isClosing) this.#events.onMessage(this.connectionId, eventId);
      return;
    }
    // The handshake's answer has no type.
    if (
      message.type === undefined ||
      message.type === messageTypes.completion ||
      message.type === messageTypes.close
    )
      this.#waiting.shift()?.(message);
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const tell of this.#waiting.splice(0)) tell({ type: messageTypes.close });
    this.#events.onOver(this);
  }
}

async function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', () => reject(new Error('the WebSocket was refused')));
  });
}

type Named = Readonly<Record<string, unknown>>;

/** The id of the event that a message tells of: names are in camel case or as the vendor declares them. */
function eventIdOf(message: unknown): string | undefined {
  const { data, Data } = (message ?? {}) as Named;
  const { id, Id } = (data ?? Data ?? {}) as Named;
  const eventId = id ?? Id;
  return typeof eventId === 'string' ? eventId : undefined;
}

function isGranted(result: unknown): boolean {
  const { subscribed, Subscribed } = (result ?? {}) as Named;
  return (subscribed ?? Subscribed) === true;
}
