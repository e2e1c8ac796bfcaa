import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A notification, or an answer, as it comes. */
export interface Told {
  readonly topicName?: string;
  readonly eventBody?: Readonly<Record<string, unknown>>;
  readonly result?: number;
}

/** A client of the notification service, as a team would write one: over REST and a WebSocket. */
export class Client {
  readonly told: Told[] = [];
  readonly socket: WebSocket;
  readonly channel: string;
  readonly #api: string;
  readonly #waiting = new Set<() => void>();

  private constructor(api: string, channel: string, socket: WebSocket) {
    this.#api = api;
    this.channel = channel;
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      this.told.push(JSON.parse(data.toString()) as Told);
      for (const look of this.#waiting) look();
    });
  }

  static async open(api: string): Promise<Client> {
    const channel = await ask(`${api}/api/v2/notifications/channels`, 'POST');
    const { id, connectUri } = channel as { readonly id: string; readonly connectUri: string };
    const socket = new WebSocket(connectUri);
    const client = new Client(api, id, socket);
    await once(socket, 'open');
    return client;
  }

  subscribe(topics: readonly string[], method: 'POST' | 'PUT' = 'POST'): Promise<unknown> {
    const url = `${this.#api}/api/v2/notifications/channels/${this.channel}/subscriptions`;
    return ask(
      url,
      method,
      topics.map((id) => ({ id })),
    );
  }

  say(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Resolves with the first of what was told, or is told from now on, that is wanted. */
  until(isWanted: (told: Told) => boolean): Promise<Told> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.told.find(isWanted);
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  close(): void {
    this.socket.close();
  }
}

async function ask(url: string, method: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { authorization: 'Bearer phoney-token', 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${url} was answered ${response.status}.`);
  return response.json();
}
