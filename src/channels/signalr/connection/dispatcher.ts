import { BindingError } from './argument-types.ts';
import { type Behaviour, behaviourOf } from '../compatibility.ts';
import type { HubContext } from './context.ts';
import { errorText } from './error-text.ts';
import type { HubConnection } from '../hub-connection.ts';
import { type Call, HubException, type HubMethod } from './methods.ts';
import type { ClientMessage, HubProtocol, InvocationMessage, ServerMessage } from '../protocols/protocol.ts';
import { StreamCalls } from './stream-calls.ts';
import { type Violation, violation } from '../protocols/violation.ts';
import { Upload, UploadError } from './upload.ts';

/** The client whose calls are run. */
export interface Caller<User> {
  /** As the hub's methods see it. */
  readonly connection: HubConnection<User>;
  /** Sends one message, behind those before. */
  reply(message: ServerMessage): void;
  /** Resolves when the client has taken enough of what waits for it. */
  waitUntilReady(): Promise<void>;
}

/** A promise holds up everything behind it; a violation ends the connection. */
type Dispatched = Promise<void> | Violation | undefined;

/**
 * Runs what one client asks for. Calls run strictly one after the other; calls with streams only start in order
 * and then go on beside the others. Texts and their conditions are those of .NET's DefaultHubDispatcher.
 */
export class Dispatcher<User> {
  readonly #caller: Caller<User>;
  readonly #context: HubContext<User>;
  #calls: StreamCalls | undefined;

  constructor(caller: Caller<User>, context: HubContext<User>) {
    this.#caller = caller;
    this.#context = context;
  }

  /** Acts on one message. */
  dispatch(message: ClientMessage): Dispatched {
    switch (message.type) {
      case 'invocation':
        return this.#invoke(message);
      case 'stream-item':
        return this.#calls?.uploads.get(message.id)?.push(message.item);
      case 'completion':
        this.#calls?.uploads.get(message.id)?.end(message.error);
        return undefined;
      case 'cancel':
        this.#calls?.cancellable.get(message.id)?.abort();
        return undefined;
      case 'violation':
        return message;
      default:
        return undefined;
    }
  }

  /** Ends all streams: the connection is over. */
  stop(): void {
    this.#calls?.stop();
  }

  #invoke(call: InvocationMessage): Dispatched {
    const { target = '', id } = call;
    const failed = `Failed to invoke '${target}' due to an error on the server.`;
    const method = this.#context.methods.get(target.toLowerCase());
    if (method === undefined) {
      const error =
        call.target === undefined
          ? new Error('Value cannot be null.')
          : new HubException('Method does not exist.');
      this.#context.onRefusedCall({ method: target, reason: 'there is no such method' });
      return this.#fail(id, errorText(failed, error, this.#detailed));
    }
    let given: unknown[];
    try {
      given = bindArguments(method, call.arguments, this.#caller.connection.protocol);
    } catch (error) {
      this.#context.onRefusedCall({ method: method.name, reason: reasonOf(error) });
      return this.#fail(id, errorText(failed, error, this.#detailed));
    }
    if (call.streaming && id === undefined) return violation("Missing required property 'invocationId'.");
    if (call.streaming !== method.streams) {
      const [is, asked] = method.streams ? ['streaming', 'non-streaming'] : ['non-streaming', 'streaming'];
      return this.#fail(
        id,
        `The client attempted to invoke the ${is} '${target}' method with a ${asked} invocation.`,
      );
    }
    const problem = this.#streamProblem(call, method);
    if (problem !== undefined) {
      return this.#fail(id, errorText(unexpected(target), new HubException(problem), this.#detailed));
    }
    if (call.streaming) return this.#startStream(call, method, given);
    if (method.uploads.length > 0) return this.#startUpload(call, method, given);
    return this.#run(call, method, given);
  }

  #streamProblem(
    { streamIds }: InvocationMessage,
    { uploads, streams }: HubMethod<User>,
  ): string | undefined {
    if (streamIds.length !== uploads.length) {
      return `Client sent ${streamIds.length} stream(s), Hub method expects ${uploads.length}.`;
    }
    const count = this.#calls?.count ?? 0;
    if ((streams || uploads.length > 0) && count >= this.#context.config.maxStreams) {
      return `The connection has ${count} calls with streams under way, as many as the server allows.`;
    }
    return undefined;
  }

  async #run(call: InvocationMessage, method: HubMethod<User>, given: readonly unknown[]): Promise<void> {
    const { id, target = '' } = call;
    let result: unknown;
    try {
      result = await method.run(new PlainCall(this.#caller.connection), ...(given as never[]));
    } catch (error) {
      this.#tellHost(error, target);
      await this.#fail(id, errorText(unexpected(target), error, this.#detailed));
      return;
    }
    if (id !== undefined) this.#caller.reply({ type: 'result', id, result });
    await this.#caller.waitUntilReady();
  }

  #startUpload(call: InvocationMessage, method: HubMethod<User>, given: readonly unknown[]): undefined {
    const uploads = this.#beginUploads(call, method);
    void this.#run(call, method, [...given, ...uploads]).finally(() => this.#endUploads(call, uploads));
    return undefined;
  }

  #startStream(call: InvocationMessage, method: HubMethod<User>, given: readonly unknown[]): Dispatched {
    const id = call.id ?? '';
    const calls = this.#streamCalls();
    const isTaken = calls.cancellable.has(id);
    if (isTaken && this.#behaviour.refusesStreamIdInUse)
      return this.#fail(id, `Invocation ID '${id}' is already in use.`);
    const cancelling = new AbortController();
    calls.streams.add(cancelling);
    // A second stream of one id runs in 3.1, and cannot be cancelled.
    if (!isTaken) calls.cancellable.set(id, cancelling);
    const uploads = this.#beginUploads(call, method);
    void this.#stream(call, method, [...given, ...uploads], cancelling.signal).then((error) => {
      this.#endUploads(call, uploads);
      calls.streams.delete(cancelling);
      // Whichever of them ends first: 3.1 knows the id no more.
      calls.cancellable.delete(id);
      this.#caller.reply(error === undefined ? { type: 'completed', id } : { type: 'failed', id, error });
    });
    return undefined;
  }

  /** Sends the method's items until it ends or is cancelled; answers the error to complete with, if any. */
  async #stream(
    { id = '', target = '' }: InvocationMessage,
    method: HubMethod<User>,
    given: readonly unknown[],
    signal: AbortSignal,
  ): Promise<string | undefined> {
    let text = unexpected(target);
    try {
      const items = await method.run({ connection: this.#caller.connection, signal }, ...(given as never[]));
      text = 'An error occurred on the server while streaming results.';
      for await (const item of untilAborted(items as AsyncIterable<unknown>, signal)) {
        this.#caller.reply({ type: 'stream-item', id, item });
        await this.#caller.waitUntilReady();
      }
    } catch (error) {
      if (signal.aborted) return undefined;
      this.#tellHost(error, target);
      return errorText(text, error, this.#detailed);
    }
    return undefined;
  }

  #beginUploads({ streamIds }: InvocationMessage, { uploads }: HubMethod<User>): Upload[] {
    const calls = this.#streamCalls();
    calls.count++;
    return uploads.map((type, index) => {
      const upload = new Upload(type, this.#caller.connection.protocol, this.#context.config.uploadCapacity);
      calls.openUploads.add(upload);
      calls.uploads.set(streamIds[index] as string, upload);
      return upload;
    });
  }

  #endUploads({ streamIds }: InvocationMessage, uploads: readonly Upload[]): void {
    const calls = this.#streamCalls();
    calls.count--;
    for (const [index, upload] of uploads.entries()) {
      const id = streamIds[index] as string;
      upload.end();
      calls.openUploads.delete(upload);
      if (calls.uploads.get(id) === upload) calls.uploads.delete(id);
    }
  }

  #streamCalls(): StreamCalls {
    return (this.#calls ??= new StreamCalls());
  }

  #fail(id: string | undefined, error: string): Promise<void> | undefined {
    if (id === undefined) return undefined;
    this.#caller.reply({ type: 'failed', id, error });
    return this.#caller.waitUntilReady();
  }

  #tellHost(error: unknown, target: string): void {
    if (!(error instanceof HubException || error instanceof UploadError))
      this.#context.onError(error, target);
  }

  get #behaviour(): Behaviour {
    return behaviourOf(this.#context.config.compatibility);
  }

  get #detailed(): boolean {
    return this.#context.config.detailedErrors;
  }
}

/** A call without a stream of its own. Most never ask for the signal, which is not made before. */
class PlainCall<User> implements Call<User> {
  readonly connection: HubConnection<User>;

  constructor(connection: HubConnection<User>) {
    this.connection = connection;
  }

  get signal(): AbortSignal {
    return this.connection.signal;
  }
}

function unexpected(target: string): string {
  return `An unexpected error occurred invoking '${target}' on the server.`;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function bindArguments<User>(
  { takes }: HubMethod<User>,
  given: readonly unknown[] | undefined,
  protocol: HubProtocol,
): unknown[] {
  if (given === undefined) throw new BindingError("Reading array length for 'arguments' failed.");
  if (given.length !== takes.length) {
    throw new BindingError(
      `Invocation provides ${given.length} argument(s) but target expects ${takes.length}.`,
    );
  }
  try {
    return takes.map((type, index) => type.bind(given[index], protocol));
  } catch {
    throw new BindingError(
      'Error binding arguments. Make sure that the types of the provided values match the types of the hub method being invoked.',
    );
  }
}

/** The items until `signal` aborts, even when the next one would be long in coming. */
async function* untilAborted(
  items: AsyncIterable<unknown> | Iterable<unknown>,
  signal: AbortSignal,
): AsyncGenerator<unknown, void> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let abandon: (() => void) | undefined;
  signal.addEventListener('abort', () => abandon?.(), { once: true });
  try {
    while (!signal.aborted) {
      const step = await new Promise<IteratorResult<unknown> | undefined>((resolve, reject) => {
        abandon = () => resolve(undefined);
        Promise.resolve(iterator.next()).then(resolve, reject);
      });
      if (step === undefined || step.done === true) return;
      yield step.value;
    }
  } finally {
    // A generator that waits for something answers `return` only when that has come: nobody waits for it here.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}
