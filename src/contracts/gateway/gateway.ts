import type { IncomingMessage, ServerResponse } from 'node:http';
import { openListener, type Listener } from '../../server/listener.ts';
import { readBody } from '../../server/read-body.ts';
import { maxRawBytes, pairHeaders, type RawResponse } from '../../server/request-bytes.ts';
import type { EngineJob } from '../engine/protocol.ts';
import type { Held } from '../events/hold-all.ts';
import type { Interaction } from '../pact/pact.ts';
import { sendRaw } from '../../server/send.ts';
import { answerMessage, unavailable } from './answer-message.ts';
import { answerForEngine, documentForEngine } from './engine-answer.ts';
import type { Incident, Provider } from './provider.ts';

interface Job {
  readonly interaction: Interaction;
  readonly incidents: Incident[];
  /** Why what follows cannot be verified: a state that could not be set up fails its interaction. */
  failure: string | undefined;
  /** What the other side said over HTTP last. */
  answer: RawResponse | undefined;
  held: Held;
}

/**
 * Stands between Pact's engine, which knows plain HTTP and a port for messages, and a provider: a receiver behind mutual TLS,
 * or phoney itself. Each interaction has its own addresses, so that it is always known which one is spoken of. Bytes go
 * through as they are. Listens on the loopback interface only.
 */
export class Gateway {
  readonly #provider: Provider;
  readonly #jobs: readonly Job[];
  #listener: Listener | undefined;

  constructor(interactions: readonly Interaction[], provider: Provider) {
    this.#provider = provider;
    this.#jobs = interactions.map((interaction) => ({
      interaction,
      incidents: [],
      failure: undefined,
      answer: undefined,
      held: { lacking: [], notes: [] },
    }));
  }

  /** Opens the gateway on a free port and returns what the engine is to verify, in the order of the interactions. */
  async open(): Promise<EngineJob[]> {
    const listener = await openListener(
      {},
      { onRequest: (request, response) => void this.#serve(request, response) },
    );
    this.#listener = listener;
    const base = listener.origin;
    return this.#jobs.map((_, id) => ({
      id,
      pactUrl: `${base}/${id}/pact`,
      baseUrl: `${base}/${id}/http`,
      stateUrl: `${base}/${id}/state`,
      messagePort: listener.port,
      messagePath: `/${id}/message`,
    }));
  }

  /** What went wrong on our side of the engine in the verification of this job, in order. */
  incidentsOf(id: number): readonly Incident[] {
    return this.#jobs[id]?.incidents ?? [];
  }

  /** The last answer over HTTP in the verification of this job; `undefined` when there was none. */
  answerOf(id: number): RawResponse | undefined {
    return this.#jobs[id]?.answer;
  }

  /** How this job's contract fares with all messages of its type. */
  heldOf(id: number): Held | undefined {
    return this.#jobs[id]?.held;
  }

  async close(): Promise<void> {
    await this.#listener?.close();
  }

  /** Never rejects: what cannot be answered is an incident, and the other jobs go on. */
  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, id, route, rest] = /^\/(\d+)\/(pact|state|message|http)(.*)$/s.exec(request.url ?? '') ?? [];
    const job = this.#jobs[Number(id)];
    const body = await readBody(request, maxRawBytes);
    if (job === undefined || typeof body === 'string') return void response.writeHead(404).end();
    try {
      switch (route) {
        case 'pact':
          return sendJson(response, documentForEngine(job.interaction));
        case 'state':
          return sendJson(response, await this.#changeState(job, body));
        case 'message':
          return sendRaw(response, await this.#answerMessage(job, body));
        default:
          return sendRaw(response, await this.#forward(job, request, rest ?? '', body));
      }
    } catch (error) {
      const text = `The answer could not be handed to Pact's engine: ${(error as Error).message}.`;
      job.incidents.push({ kind: 'upstream', text });
      if (response.headersSent) response.destroy();
      else sendRaw(response, unavailable(text));
    }
  }

  /** Always answered with 200: anything else the engine tries again, for longer and longer. */
  async #changeState(job: Job, body: Buffer): Promise<Readonly<Record<string, unknown>>> {
    try {
      const { state, action, params } = JSON.parse(body.toString()) as StateChange;
      const change = { name: state, params: params ?? {} };
      if (action === 'teardown') await this.#provider.tearDown(job.interaction, change);
      else return await this.#provider.setUp(job.interaction, change);
    } catch (error) {
      const text = (error as Error).message;
      job.incidents.push({ kind: 'state', text });
      job.failure ??= text;
    }
    return {};
  }

  async #answerMessage(job: Job, body: Buffer): Promise<RawResponse> {
    if (job.failure !== undefined) return unavailable(job.failure);
    try {
      const { held, ...answer } = await answerMessage(this.#provider, job.interaction, body);
      job.held = held ?? job.held;
      return answer;
    } catch (error) {
      const text = (error as Error).message;
      job.incidents.push({ kind: 'message', text });
      return unavailable(text);
    }
  }

  async #forward(job: Job, request: IncomingMessage, path: string, body: Buffer): Promise<RawResponse> {
    if (job.failure !== undefined) return unavailable(job.failure);
    const { method = 'GET', rawHeaders } = request;
    try {
      job.answer = await this.#provider.forward(job.interaction, {
        method,
        path,
        headers: pairHeaders(rawHeaders),
        body,
      });
      return answerForEngine(job.answer, job.interaction);
    } catch (error) {
      const text = (error as Error).message;
      job.incidents.push({ kind: 'upstream', text });
      return unavailable(text);
    }
  }
}

interface StateChange {
  readonly state: string;
  readonly action: 'setup' | 'teardown';
  readonly params?: Readonly<Record<string, unknown>>;
}

function sendJson(response: ServerResponse, value: unknown): void {
  sendRaw(response, {
    status: 200,
    headers: [['content-type', 'application/json']],
    body: Buffer.from(JSON.stringify(value)),
  });
}
