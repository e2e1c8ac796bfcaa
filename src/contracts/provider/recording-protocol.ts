import {
  type HubMessage,
  type IHubProtocol,
  type ILogger,
  JsonHubProtocol,
  MessageType,
  TransferFormat,
} from '@microsoft/signalr';

/** A frame of the hub protocol, as it came: one JSON text. */
export type Frame = Readonly<Record<string, unknown>>;

const separator = '\u001E';

/**
 * The JSON protocol of Microsoft's client, which also gives every frame away as it came off the wire. An invocation may be sent
 * in the very form that a contract has it, its id included; the client sees its own id again in the answer.
 */
export class RecordingProtocol implements IHubProtocol {
  readonly #json = new JsonHubProtocol();
  readonly #onFrame: (frame: Frame) => void;
  /** Sent in place of the next invocation. */
  #question: Frame | undefined;
  /** The client's ids of invocations that were sent under another. */
  readonly #ownIds = new Map<string, string>();

  readonly name = this.#json.name;
  readonly version = this.#json.version;
  readonly transferFormat = TransferFormat.Text;

  constructor(onFrame: (frame: Frame) => void) {
    this.#onFrame = onFrame;
  }

  /** The client's next invocation is written as `frame`. */
  sendInstead(frame: Frame): void {
    this.#question = frame;
  }

  parseMessages(input: string | ArrayBuffer, logger: ILogger): HubMessage[] {
    const text = typeof input === 'string' ? input : Buffer.from(input).toString();
    const frames = text.split(separator).filter((frame) => frame !== '');
    for (const frame of frames) this.#onFrame(JSON.parse(frame) as Frame);
    return this.#json.parseMessages(
      frames.map((frame) => this.#withOwnId(frame) + separator).join(''),
      logger,
    );
  }

  writeMessage(message: HubMessage): string {
    const question = this.#question;
    if (question === undefined || message.type !== MessageType.Invocation)
      return this.#json.writeMessage(message);
    this.#question = undefined;
    const { invocationId } = question;
    if (typeof invocationId === 'string') this.#ownIds.set(invocationId, message.invocationId ?? '');
    return JSON.stringify({ invocationId: message.invocationId, ...question }) + separator;
  }

  #withOwnId(text: string): string {
    const frame = JSON.parse(text) as Frame;
    const own = this.#ownIds.get(String(frame['invocationId']));
    return own === undefined ? text : JSON.stringify({ ...frame, invocationId: own });
  }
}
