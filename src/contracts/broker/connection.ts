import { explainServerUrl, isPrivate } from '../../lib/address/receiver-url.ts';
import { InputError, StartError } from '../../lib/errors.ts';

/** A Pact broker and how one signs in there. */
export interface BrokerAccess {
  readonly url: URL;
  /** The value of the `Authorization` header; absent: none is sent. */
  readonly authorization?: string;
}

/** A JSON document with links, as brokers speak (HAL). */
export interface Resource {
  readonly [member: string]: unknown;
  readonly _links?: Readonly<Record<string, Link | readonly Link[]>>;
}

/** A link, perhaps with `{names}` to fill in. */
export interface Link {
  readonly href: string;
  readonly name?: string;
}

/** For each request to the broker. */
const timeoutMs = 30_000;

/** Finds the access from the flag and the environment. Credentials come from there alone. */
export function readAccess(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
  flag = '--broker',
): BrokerAccess {
  const problem = explainServerUrl(text, 'https://broker.example');
  if (problem !== undefined) throw new InputError([{ path: flag, message: problem }]);
  const url = new URL(text.endsWith('/') ? text : `${text}/`);
  const { PACT_BROKER_TOKEN: token, PACT_BROKER_USERNAME: user, PACT_BROKER_PASSWORD: password } = env;
  if (!isPrivate(url) && (token !== undefined || user !== undefined)) {
    throw new InputError([
      { path: flag, message: `${url.origin} would be sent your credentials in the clear. Use https:.` },
    ]);
  }
  if (token !== undefined && token !== '') return { url, authorization: `Bearer ${token}` };
  if (user === undefined || user === '') return { url };
  return { url, authorization: `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}` };
}

/** A broker as it is spoken to. Every failure is told with the address and what the broker said. */
export class BrokerConnection {
  readonly #access: BrokerAccess;

  constructor(access: BrokerAccess) {
    this.#access = access;
  }

  /** Where the broker's links begin. */
  get home(): URL {
    return this.#access.url;
  }

  async get(href: string): Promise<{ readonly text: string; readonly resource: Resource }> {
    return this.#request('GET', href, undefined);
  }

  async send(method: 'POST' | 'PUT', href: string, body: unknown): Promise<Resource> {
    return (await this.#request(method, href, JSON.stringify(body))).resource;
  }

  async #request(
    method: string,
    href: string,
    body: string | undefined,
  ): Promise<{ text: string; resource: Resource }> {
    const url = new URL(href, this.#access.url);
    const { authorization, url: home } = this.#access;
    // A broker's pacts link to the broker; whoever else they may link to is not shown the credentials.
    const mine = url.origin === home.origin && authorization !== undefined;
    let response: Response;
    try {
      response = await fetch(url, {
        method,
        headers: {
          accept: 'application/hal+json, application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(mine && { authorization }),
        },
        ...(body !== undefined && { body }),
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      const { message, cause } = error as Error & { cause?: { code?: string } };
      throw new StartError(
        `The broker could not be reached: ${method} ${url.href}: ${cause?.code ?? message}. Correct --broker, or see to the network.`,
      );
    }
    const text = await response.text();
    if (!response.ok) throw explainStatus(`${method} ${url.href}`, response.status, text);
    if (!isJson(text, response.headers.get('content-type')))
      throw new InputError(
        `${method} ${url.href} answers with a web page, as no Pact broker does: correct the address. Behind a sign-in page, see to the credentials.`,
      );
    return { text, resource: parse(text) };
  }
}

/** Where the broker of a pact is that has this address: what stands before `/pacts/`. */
export function homeOf(address: string): string {
  const url = URL.parse(address);
  if (url === null) return address;
  const [before = ''] = url.pathname.split(/\/pacts\//, 1);
  return new URL(url.pathname.includes('/pacts/') ? before : '/', url).href;
}

/** An answer without content is fine; a page for people is not. */
function isJson(text: string, contentType: string | null): boolean {
  return !/text\/html/i.test(contentType ?? '') && !/^\s*<(!doctype|html)/i.test(text);
}

/** What a link of that name leads to, its names filled in; `undefined` when there is none. */
export function hrefOf(
  { _links: links }: Resource,
  rel: string,
  names: Readonly<Record<string, string>> = {},
): string | undefined {
  const found = [links?.[rel] ?? []].flat() as readonly Link[];
  return found[0]?.href.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name] ?? ''));
}

/** An answer of the broker that is a refusal. */
export class BrokerRefusal extends InputError {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'BrokerRefusal';
    this.status = status;
  }
}

function explainStatus(request: string, status: number, text: string): BrokerRefusal {
  if (status === 401 || status === 403) {
    return new BrokerRefusal(
      status,
      `The broker refused ${request} with ${status}. Set PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD, to credentials that it takes.`,
    );
  }
  return new BrokerRefusal(status, `The broker answered ${request} with ${status}: ${text.slice(0, 300)}`);
}

function parse(text: string): Resource {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Resource) : {};
  } catch {
    return {};
  }
}
