import { HttpTransportType, HubConnectionBuilder, NullLogger, type HubConnection } from '@microsoft/signalr';
import { RecordingProtocol, type Frame } from './recording-protocol.ts';

/** Microsoft's own client, connected over a real WebSocket. */
export class HubClient {
  /** Everything that came, in order. */
  readonly frames: Frame[] = [];
  readonly #connection: HubConnection;
  readonly #protocol: RecordingProtocol;

  private constructor(url: string, token: string, pushed: string) {
    this.#protocol = new RecordingProtocol((frame) => void this.frames.push(frame));
    this.#connection = new HubConnectionBuilder()
      .withUrl(url, {
        accessTokenFactory: () => token,
        transport: HttpTransportType.WebSockets,
        skipNegotiation: true,
        logger: NullLogger.instance,
      })
      .configureLogging(NullLogger.instance)
      .withHubProtocol(this.#protocol)
      .build();
    // Microsoft's client warns about what nobody listens to.
    this.#connection.on(pushed, () => undefined);
  }

  /** `pushed`: the client's method that the hub calls. */
  static async connect(url: string, token: string, pushed: string): Promise<HubClient> {
    const client = new HubClient(url, token, pushed);
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
