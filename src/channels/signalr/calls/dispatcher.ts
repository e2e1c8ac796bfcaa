import { BindingError } from './argument-types.ts';
import { type Behaviour, behaviourOf } from '../compatibility.ts';
import type { HubContext } from '../connection/context.ts';
import { errorText } from '../connection/error-text.ts';
import type { ClientResults } from './client-results.ts';
import { HubException } from './exceptions.ts';
import type { HubConnection } from '../hub-connection.ts';
import type { HubMethod } from './methods.ts';
import type { ClientMessage, HubProtocol, InvocationMessage, ServerMessage } from '../protocols/protocol.ts';
import { RunningCall } from './running-call.ts';
import { type Slot, Slots } from './slots.ts';
import { itemsOf, untilAborted } from './stream-items.ts';
import { type RunningStream, shuttingDown, StreamCalls } from './stream-calls.ts';
import { type Violation, violation } from '../protocols/violation.ts';
import { Upload, UploadError } from './upload.ts';

/** The client whose calls are run. */
export interface Caller<User> {
  /** As the hub's methods see it. */
  readonly connection: HubConnection<User>;
  /** What the host waits for from it. */
  readonly results: ClientResults | undefined;
  /** Sends one message, behind those before. */
  reply(message: ServerMessage): void;
  /** Whether so little waits for it that more may be sent. */
  readonly hasRoom: boolean;
  /** Resolves when the client has taken enough of what waits for it. */
  waitUntilReady(): Promise<void>;
}

/** A promise holds up everything behind it; a violation ends the connection. */
type Dispatched = Promise<void> | Violation | undefined;

/** A call whose method was found and whose arguments are bound. */
interface BoundCall<User> {
  readonly message: InvocationMessage;
  readonly method: HubMethod<User>;
  readonly given: readonly unknown[];
}

/**
 * Runs what one client asks for. As many plain calls run at once as there are slots; calls with streams only start in order and then go on
 * beside the others. Texts and their conditions are those of .NET's DefaultHubDispatcher.
 */
export class Dispatcher<User> {
  readonly #caller: Caller<User>;
  readonly #context: HubContext<User>;
  readonly #slots: Slots;
  #calls: StreamCalls | undefined;
  /** How many calls are under way, and of these those without streams. */
  #running = 0;
  #plain = 0;
  /** Told when none is any more; there while no more are taken. */
  #whenIdle: (() => void) | undefined;

  constructor(caller: Caller<User>, context: HubContext<User>) {
    const { maxParallelInvocations, compatibility } = context.config;
    this.#caller = caller;
    this.#context = context;
    this.#slots = new Slots(
      maxParallelInvocations,
      maxParallelInvocations === 1 && behaviourOf(compatibility).callsHoldUpEverything,
    );
  }

  /** Acts on one message. */
  dispatch(message: ClientMessage): Dispatched {
    switch (message.type) {
      case 'invocation':
        return this.#invoke(message);
      case 'stream-item':
        return this.#calls?.uploads.get(message.id)?.push(message.item);
      case 'completion': {
        const upload = this.#calls?.uploads.get(message.id);
        if (upload !== undefined) upload.end(message.error);
        else this.#caller.results?.complete(message, this.#caller.connection.protocol);
        return undefined;
      }
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

  /** Takes no more calls, refuses those that wait for others, and asks streams to end; resolves when those under way have ended. */
  drain(): Promise<void> {
    this.#calls?.drain();
    return new Promise((resolve) => {
      this.#whenIdle = resolve;
      this.#slots.startWaiting();
      if (this.#running === 0) resolve();
    });
  }

  #invoke(message: InvocationMessage): Dispatched {
    const { target = '', id } = message;
    const failed = `Failed to invoke '${target}' due to an error on the server.`;
    const method = this.#context.methods.get(target.toLowerCase());
    if (method === undefined) {
      const error =
        message.target === undefined
          ? new Error('Value cannot be null.')
          : new HubException('Method does not exist.');
      this.#context.onRefusedCall({ method: target, reason: 'there is no such method' });
      return this.#fail(id, errorText(failed, error, this.#detailed));
    }
    let given: unknown[];
    try {
      given = bindArguments(method, message.arguments, this.#caller.connection.protocol);
    } catch (error) {
      this.#context.onRefusedCall({ method: method.name, reason: reasonOf(error) });
      return this.#fail(id, errorText(failed, error, this.#detailed));
    }
    if (message.streaming && id === undefined) return violation("Missing required property 'invocationId'.");
    if (this.#whenIdle !== undefined) return this.#refuse(message);
    const call = { message, method, given };
    if (message.streaming || method.uploads.length > 0) return this.#authorize(call);
    const { maxParallelInvocations, maxClientResults } = this.#context.config;
    if (this.#plain >= maxParallelInvocations + maxClientResults) {
      const busy = `The connection has ${this.#plain} calls under way, as many as the server allows.`;
      return this.#fail(id, errorText(unexpected(target), new HubException(busy), this.#detailed));
    }
    return this.#slots.run((slot) =>
      this.#whenIdle === undefined ? this.#authorize(call, slot) : this.#refuse(message),
    );
  }

  #refuse({ id, target = '' }: InvocationMessage): Promise<void> | undefined {
    return this.#fail(
      id,
      `Failed to invoke '${target}' due to an error on the server. HubException: ${shuttingDown}`,
    );
  }

  /** Starts the call if its caller may; resolves when it has ended or, with streams, begun. */
  #authorize(bound: BoundCall<User>, slot?: Slot): Promise<void> | undefined {
    const { message, method, given } = bound;
    const { authorize } = method;
    if (authorize === undefined) return this.#start(bound, slot);
    const mayCall = async (): Promise<boolean> => {
      try {
        const call = new RunningCall(this.#caller.connection, this.#context.reach, slot);
        return await authorize(call, ...(given as never[]));
      } catch (error) {
        this.#tellHost(error, `authorizing '${method.name}'`);
        return false;
      }
    };
    this.#running++;
    return mayCall().then((may) => {
      const started = may
        ? this.#start(bound, slot)
        : this.#fail(message.id, `Failed to invoke '${message.target}' because user is unauthorized`);
      this.#ended();
      return started;
    });
  }

  #start(bound: BoundCall<User>, slot: Slot | undefined): Promise<void> | undefined {
    const { message, method } = bound;
    const { target = '', id } = message;
    if (message.streaming !== method.streams) {
      const [is, asked] = method.streams ? ['streaming', 'non-streaming'] : ['non-streaming', 'streaming'];
      return this.#fail(
        id,
        `The client attempted to invoke the ${is} '${target}' method with a ${asked} invocation.`,
      );
    }
    const problem = this.#streamProblem(bound);
    if (problem !== undefined) {
      return this.#fail(id, errorText(unexpected(target), new HubException(problem), this.#detailed));
    }
    if (message.streaming) return this.#startStream(bound);
    if (method.uploads.length > 0) return this.#startUpload(bound);
    return this.#run(bound, slot);
  }

  #streamProblem({ message: { streamIds }, method }: BoundCall<User>): string | undefined {
    const { uploads, streams } = method;
    if (streamIds.length !== uploads.length) {
      return `Client sent ${streamIds.length} stream(s), Hub method expects ${uploads.length}.`;
    }
    const count = this.#calls?.count ?? 0;
    if ((streams || uploads.length > 0) && count >= this.#context.config.maxStreams) {
      return `The connection has ${count} calls with streams under way, as many as the server allows.`;
    }
    return undefined;
  }

  async #run({ message, method, given }: BoundCall<User>, slot?: Slot): Promise<void> {
    const { id, target = '' } = message;
    const isPlain = slot !== undefined;
    this.#running++;
    if (isPlain) this.#plain++;
    try {
      const call = new RunningCall(this.#caller.connection, this.#context.reach, slot);
      const result = await this.#context.runMethod({ call, method, given });
      if (id !== undefined) await this.#replyInTurn({ type: 'result', id, result });
    } catch (error) {
      this.#tellHost(error, target);
      void this.#fail(id, errorText(unexpected(target), error, this.#detailed));
    }
    if (isPlain) this.#plain--;
    this.#ended();
    await this.#caller.waitUntilReady();
  }

  #startUpload(bound: BoundCall<User>): undefined {
    const uploads = this.#beginUploads(bound);
    void this.#run({ ...bound, given: [...bound.given, ...uploads] }).finally(() =>
      this.#endUploads(bound, uploads),
    );
    return undefined;
  }

  #startStream(bound: BoundCall<User>): Promise<void> | undefined {
    const id = bound.message.id ?? '';
    const calls = this.#streamCalls();
    const isTaken = calls.cancellable.has(id);
    if (isTaken && this.#behaviour.refusesStreamIdInUse)
      return this.#fail(id, `Invocation ID '${id}' is already in use.`);
    const stream = { cancelling: new AbortController(), ending: new AbortController() };
    const { cancelling, ending } = stream;
    cancelling.signal.addEventListener('abort', () => ending.abort(cancelling.signal.reason), { once: true });
    calls.streams.add(stream);
    // A second stream of one id runs in 3.1, and cannot be cancelled.
    if (!isTaken) calls.cancellable.set(id, cancelling);
    // It may have been on its way in when the hub began to drain.
    if (this.#whenIdle !== undefined) calls.drain();
    const uploads = this.#beginUploads(bound);
    const given = [...bound.given, ...uploads];
    this.#running++;
    void this.#stream({ ...bound, given }, stream).then((error) => {
      this.#endUploads(bound, uploads);
      calls.streams.delete(stream);
      // Whichever of them ends first: 3.1 knows the id no more.
      calls.cancellable.delete(id);
      this.#caller.reply(error === undefined ? { type: 'completed', id } : { type: 'failed', id, error });
      this.#ended();
    });
    return undefined;
  }

  /** Sends the method's items until it ends or is cancelled; answers the error to complete with, if any. */
  async #stream(
    { message, method, given }: BoundCall<User>,
    { cancelling: { signal }, ending }: RunningStream,
  ): Promise<string | undefined> {
    const { id = '', target = '' } = message;
    let text = unexpected(target);
    try {
      const call = new RunningCall(this.#caller.connection, this.#context.reach, undefined, ending.signal);
      const items = await this.#context.runMethod({ call, method, given });
      text = 'An error occurred on the server while streaming results.';
      for await (const item of untilAborted(itemsOf(items, method.name), signal)) {
        await this.#replyInTurn({ type: 'stream-item', id, item });
        await this.#caller.waitUntilReady();
      }
    } catch (error) {
      if (signal.aborted) return undefined;
      const reason: unknown = ending.signal.reason;
      const isDrained =
        ending.signal.aborted && (error === reason || (error as Error | undefined)?.name === 'AbortError');
      if (!isDrained) this.#tellHost(error, target);
      return errorText(text, isDrained ? reason : error, this.#detailed);
    }
    return undefined;
  }

  #beginUploads({ message: { streamIds }, method: { uploads } }: BoundCall<User>): Upload[] {
    const calls = this.#streamCalls();
    calls.count++;
    return uploads.map((type, index) => {
      const upload = new Upload(type, this.#caller.connection.protocol, this.#context.config.uploadCapacity);
      calls.openUploads.add(upload);
      calls.uploads.set(streamIds[index] as string, upload);
      return upload;
    });
  }

  #endUploads({ message: { streamIds } }: BoundCall<User>, uploads: readonly Upload[]): void {
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

  #ended(): void {
    this.#running--;
    if (this.#running === 0) this.#whenIdle?.();
  }

  /** Sends what may be long when there is room for it: of several that wait for that, one after the other. */
  async #replyInTurn(message: ServerMessage): Promise<void> {
    // oxlint-disable-next-line no-await-in-loop -- somebody else may have taken the room first
    while (!this.#caller.hasRoom) await this.#caller.waitUntilReady();
    this.#caller.reply(message);
  }

  #fail(id: string | undefined, error: string): Promise<void> | undefined {
    if (id === undefined) return undefined;
    this.#caller.reply({ type: 'failed', id, error });
    return this.#caller.waitUntilReady();
  }

  #tellHost(error: unknown, where: string): void {
    if (!(error instanceof HubException || error instanceof UploadError)) this.#context.onError(error, where);
  }

  get #behaviour(): Behaviour {
    return behaviourOf(this.#context.config.compatibility);
  }

  get #detailed(): boolean {
    return this.#context.config.detailedErrors;
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
