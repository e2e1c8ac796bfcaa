import { HttpTransportType, HubConnectionBuilder, NullLogger, type HubConnection } from '@microsoft/signalr';
import { Agent } from 'node:http';
import { requestBytes } from '../../server/request-bytes.ts';
import { RecordingProtocol, type Frame } from './recording-protocol.ts';

/** Where a hub is and who signs in. */
export interface HubAddress {
  /** Of the host, such as `http://127.0.0.1:41234`. */
  readonly origin: string;
  readonly path: string;
  readonly user: string;
  readonly password: string;
}

/** How long a hub on this machine may take for anything. */
const timeoutMs = 5000;

/** Microsoft's own client, connected over a real WebSocket with a token from the real token endpoint. */
export class HubClient {
  readonly frames: Frame[] = [];
  readonly #connection: HubConnection;
  readonly #protocol: RecordingProtocol;

  private constructor({ origin, path }: HubAddress, token: string) {
    this.#protocol = new RecordingProtocol((frame) => void this.frames.push(frame));
    this.#connection = new HubConnectionBuilder()
      .withUrl(origin + path, {
        accessTokenFactory: () => token,
        transport: HttpTransportType.WebSockets,
        skipNegotiation: true,
        logger: NullLogger.instance,
      })
      .configureLogging(NullLogger.instance)
      .withHubProtocol(this.#protocol)
      .build();
    // Microsoft's client warns about what nobody listens to.
    this.#connection.on('MessageReceived', () => undefined);
  }

  static async connect(address: HubAddress): Promise<HubClient> {
    const client = new HubClient(address, await fetchToken(address));
    await client.#connection.start();
    return client;
  }

  /** Calls a method of the hub as Microsoft's client does. */
  async invoke(target: string, ...given: readonly unknown[]): Promise<unknown> {
    return this.#connection.invoke(target, ...given);
  }

  /** Sends this invocation, to the letter, and returns the frame that answers it. */
  async ask(question: Frame): Promise<Frame> {
    const before = this.frames.length;
    this.#protocol.sendInstead(question);
    const { target, arguments: given } = question;
    // A refusal is an answer too: the frame tells.
    await this.#connection
      .invoke(String(target), ...(Array.isArray(given) ? (given as unknown[]) : []))
      .catch(() => undefined);
    const answer = this.frames.slice(before).find(({ type }) => type === 3);
    if (answer === undefined) throw new Error(`phoney's hub did not answer ${String(target)}.`);
    return answer;
  }

  async close(): Promise<void> {
    await this.#connection.stop();
  }
}

async function fetchToken({ origin, user, password }: HubAddress): Promise<string> {
  const agent = new Agent();
  const credentials = Buffer.from(`${user}:${password}`).toString('base64');
  const headers = [['authorization', `Basic ${credentials}`]] as const;
  const url = new URL('/token/me/rte/', origin);
  const { status, body } = await requestBytes({
    url,
    method: 'GET',
    headers,
    body: Buffer.alloc(0),
    agent,
    timeoutMs,
  });
  agent.destroy();
  if (status !== 200)
    throw new Error(`phoney's token endpoint refused ${user} with ${status}: ${body.toString()}`);
  return (JSON.parse(body.toString()) as { readonly Token: string }).Token;
}
