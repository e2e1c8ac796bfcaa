import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { EngineJob } from '../engine/protocol.ts';
import type { Interaction } from '../pact/pact.ts';
import { answerMessage, unavailable } from './answer-message.ts';
import { readBytes } from './bytes.ts';
import type { Incident, Provider, RawResponse } from './provider.ts';
import { pairHeaders } from './request-bytes.ts';

interface Job {
  readonly interaction: Interaction;
  readonly incidents: Incident[];
  /** Why what follows cannot be verified: a state that could not be set up fails its interaction. */
  poison: string | undefined;
}

/**
 * Stands between Pact's engine, which knows plain HTTP and a port for messages, and a provider: a receiver behind mutual TLS,
 * or phoney itself. Each interaction has its own addresses, so that it is always known which one is spoken of. Bytes go
 * through as they are. Listens on the loopback interface only.
 */
export class Gateway {
  readonly #provider: Provider;
  readonly #jobs: readonly Job[];
  readonly #server: Server;
  #port = 0;

  constructor(interactions: readonly Interaction[], provider: Provider) {
    this.#provider = provider;
    this.#jobs = interactions.map((interaction) => ({ interaction, incidents: [], poison: undefined }));
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** Opens the gateway on a free port and returns what the engine is to verify, in the order of the interactions. */
  async open(): Promise<EngineJob[]> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    const base = `http://127.0.0.1:${this.#port}`;
    return this.#jobs.map((_, id) => ({
      id,
      pactUrl: `${base}/${id}/pact`,
      baseUrl: `${base}/${id}/http`,
      stateUrl: `${base}/${id}/state`,
      messagePort: this.#port,
      messagePath: `/${id}/message`,
    }));
  }

  /** What went wrong on our side of the engine in the verification of this job, in order. */
  incidentsOf(id: number): readonly Incident[] {
    return this.#jobs[id]?.incidents ?? [];
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, id, route, rest] = /^\/(\d+)\/(pact|state|message|http)(.*)$/s.exec(request.url ?? '') ?? [];
    const job = this.#jobs[Number(id)];
    const body = await readBytes(request);
    if (job === undefined || body === undefined) return void response.writeHead(404).end();
    switch (route) {
      case 'pact':
        return sendJson(response, job.interaction.document);
      case 'state':
        return sendJson(response, await this.#changeState(job, body));
      case 'message':
        return send(response, await this.#answerMessage(job, body));
      default:
        return send(response, await this.#forward(job, request, rest ?? '', body));
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
      job.poison ??= text;
    }
    return {};
  }

  async #answerMessage(job: Job, body: Buffer): Promise<RawResponse> {
    if (job.poison !== undefined) return unavailable(job.poison);
    try {
      return await answerMessage(this.#provider, job.interaction, body);
    } catch (error) {
      const text = (error as Error).message;
      job.incidents.push({ kind: 'message', text });
      return unavailable(text);
    }
  }

  async #forward(job: Job, request: IncomingMessage, path: string, body: Buffer): Promise<RawResponse> {
    if (job.poison !== undefined) return unavailable(job.poison);
    const { method = 'GET', rawHeaders } = request;
    try {
      return await this.#provider.forward(job.interaction, {
        method,
        path,
        headers: pairHeaders(rawHeaders),
        body,
      });
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
  send(response, {
    status: 200,
    headers: [['content-type', 'application/json']],
    body: Buffer.from(JSON.stringify(value)),
  });
}

function send(response: ServerResponse, { status, headers, body }: RawResponse): void {
  const kept = headers.filter(
    ([name]) => !/^(transfer-encoding|content-length|connection|keep-alive)$/i.test(name),
  );
  response.writeHead(status, [...kept.flat(), 'content-length', String(body.length)]).end(body);
}
