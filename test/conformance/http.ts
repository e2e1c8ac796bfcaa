import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from 'node:http';

/** A whole answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HttpAsk {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Sends the body in chunks, without a Content-Length. */
  readonly chunked?: boolean;
  readonly signal?: AbortSignal;
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/** Asks and resolves as soon as the head of the answer is there. */
export function open(
  url: string,
  { method = 'GET', headers = {}, body, chunked = false, signal }: HttpAsk = {},
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const length =
      chunked || (method === 'GET' && body === undefined)
        ? {}
        : { 'content-length': String(Buffer.byteLength(body ?? '')) };
    const request = httpRequest(url, {
      method,
      agent,
      headers: { ...length, ...headers },
      ...(signal === undefined ? {} : { signal }),
    });
    request.on('response', resolve);
    request.on('error', reject);
    if (chunked) request.flushHeaders();
    request.end(body);
  });
}

/** Asks and reads the whole answer. */
export async function ask(url: string, options: HttpAsk = {}): Promise<HttpAnswer> {
  const response = await open(url, options);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

/** The media type without its parameters. */
export function mediaType({ headers }: { readonly headers: IncomingHttpHeaders }): string {
  return headers['content-type']?.split(';')[0] ?? 'none';
}

/** Headers that say how an answer may be kept on its way. */
const cacheHeaders = ['cache-control', 'pragma', 'expires', 'x-accel-buffering'];

/** The headers of observed.json: the media type, and whatever says how the answer may be kept. */
export function shownHeaders(answer: { readonly headers: IncomingHttpHeaders }): Record<string, unknown> {
  const ofCaches = Object.entries(answer.headers).filter(([name]) => cacheHeaders.includes(name));
  return { 'content-type': mediaType(answer), ...Object.fromEntries(ofCaches) };
}

/** An answer in the form of observed.json. */
export function shown(answer: HttpAnswer): unknown {
  return { status: answer.status, headers: shownHeaders(answer), body: answer.body };
}
