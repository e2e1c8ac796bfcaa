import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { SecureContext } from 'node:tls';
import { explainFailure } from './gateway/explain.ts';
import type { Provider } from './gateway/provider.ts';
import { passedHeaders, requestBytes, type RawRequest, type RawResponse } from '../server/request-bytes.ts';
import { mapPath, type PathMap } from './path-map.ts';
import type { ProviderState } from './pact/pact.ts';
import { excerpt } from './report/describe-answer.ts';

/** A customer's receiver and how it is reached. */
export interface ReceiverParts {
  readonly target: URL;
  readonly pathMap: PathMap;
  /** Sent with every request beside the contract's own. */
  readonly headers: Readonly<Record<string, string>>;
  /** Told every provider state; absent: the receiver needs none. */
  readonly stateUrl: URL | undefined;
  /** Made when first needed. */
  readonly secureContext: () => SecureContext;
  readonly hasClientCertificate: boolean;
  /** The lowest version of TLS that the vendor speaks. */
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
  /** From the start of a request to its whole answer. */
  readonly timeoutMs: number;
}

/** A customer's receiver as the provider of a vendor's contract. Bytes reach it exactly as the contract has them. */
export class Receiver implements Provider {
  readonly #parts: ReceiverParts;
  readonly #agents = new Map<string, HttpAgent>();

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  setUp(_interaction: unknown, state: ProviderState): Promise<Readonly<Record<string, unknown>>> {
    return this.#changeState('setup', state);
  }

  async tearDown(_interaction: unknown, state: ProviderState): Promise<void> {
    await this.#changeState('teardown', state);
  }

  message(): Promise<never> {
    return Promise.reject(new Error('A receiver sends no messages: this contract is for verify-simulator.'));
  }

  async forward(_interaction: unknown, { method, path, headers, body }: RawRequest): Promise<RawResponse> {
    const { target, pathMap } = this.#parts;
    const kept = passedHeaders(headers);
    const own = new Map(
      Object.entries(this.#parts.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const all = [...kept.filter(([name]) => !own.has(name.toLowerCase())), ...own];
    return this.#request(new URL(mapPath(path, target, pathMap), target), method, all, body);
  }

  /** Frees all connections. */
  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
  }

  async #changeState(
    action: 'setup' | 'teardown',
    { name, params }: ProviderState,
  ): Promise<Readonly<Record<string, unknown>>> {
    const { stateUrl } = this.#parts;
    if (stateUrl === undefined || name === '') return {};
    const body = Buffer.from(JSON.stringify({ state: name, action, params }));
    const { status, body: answer } = await this.#request(
      stateUrl,
      'POST',
      [['content-type', 'application/json']],
      body,
    );
    if (status < 200 || status > 299) {
      throw new Error(
        `The provider state "${name}" failed: ${stateUrl.href} answered its ${action} with ${status}. ${excerpt(answer.toString())}`.trim(),
      );
    }
    return readValues(answer);
  }

  async #request(
    url: URL,
    method: string,
    headers: RawResponse['headers'],
    body: Buffer,
  ): Promise<RawResponse> {
    const { timeoutMs, hasClientCertificate, minVersion } = this.#parts;
    try {
      return await requestBytes({
        url,
        method,
        headers,
        body,
        agent: this.#agentOf(url.protocol),
        timeoutMs,
      });
    } catch (error) {
      throw new Error(
        explainFailure(error as NodeJS.ErrnoException, {
          address: url.host,
          minVersion: url.protocol === 'https:' ? minVersion : undefined,
          hasClientCertificate,
          timeoutMs,
        }),
        {
          cause: error,
        },
      );
    }
  }

  #agentOf(protocol: string): HttpAgent {
    let agent = this.#agents.get(protocol);
    if (agent === undefined) {
      // A connection for each request: one that the receiver closes between two of them would make the verdict a matter of chance.
      const options = { keepAlive: false };
      agent =
        protocol === 'https:'
          ? new HttpsAgent({ ...options, secureContext: this.#parts.secureContext() })
          : new HttpAgent(options);
      this.#agents.set(protocol, agent);
    }
    return agent;
  }
}

/** What a state's answer gives to the contract's generators: the members of a JSON object, or nothing. */
function readValues(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
