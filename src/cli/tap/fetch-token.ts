import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isPrivate } from '../../lib/address/receiver-url.ts';
import { StartError } from '../../lib/errors.ts';

/** What the token endpoint answers, the address in the form in which a client can negotiate. */
export interface RteAccess {
  readonly hubUrl: string;
  readonly token: string;
}

/** Who asks, and where. */
export interface TokenRequest {
  readonly url: URL;
  readonly user: string;
  readonly password: string;
}

const timeoutMs = 10_000;
const maxAnswerBytes = 65_536;

/**
 * Fetches a token for RTE with Basic authentication. Throws a {@link StartError} that says what the endpoint answered and
 * holds neither password nor token.
 */
export async function fetchAccess(request: TokenRequest): Promise<RteAccess> {
  const { url, user } = request;
  const { status, body } = await get(request);
  if (status === 401) {
    throw new StartError(`${url.href} refuses ${user}: the name or the password is wrong (401). Check both.`);
  }
  if (status !== 200) {
    throw new StartError(
      `${url.href} gives no token for ${user}: it answered ${status}. Check the address and the rights.`,
    );
  }
  const { endpoint, token } = readAnswer(body);
  if (endpoint === undefined || token === undefined) {
    throw new StartError(
      `${url.href} answered something else than {"WssEndpoint", "Token"}. Check the address.`,
    );
  }
  const hubUrl = negotiable(endpoint);
  const parsed = URL.parse(hubUrl);
  if (parsed !== null && isPrivate(parsed)) return { hubUrl, token };
  throw new StartError(
    `${url.href} names the hub ${endpoint}, where the token would travel in the clear. It must be wss:.`,
  );
}

/** The same address with http: for ws: and https: for wss:. Microsoft's JavaScript client in Node can negotiate at no other. */
export function negotiable(endpoint: string): string {
  return endpoint.replace(/^ws(s?):/i, 'http$1:');
}

/** The user's id in a token, read and not verified: it is only used to name what to subscribe to. */
export function subjectOf(token: string): string | undefined {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      sub?: unknown;
    };
    return typeof claims.sub === 'string' ? claims.sub : undefined;
  } catch {
    return undefined;
  }
}

/** The page writes both `WssEndpoint` and `WSSEndpoint`. */
function readAnswer(body: string): { endpoint?: string; token?: string } {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return {};
  }
  const found: { endpoint?: string; token?: string } = {};
  for (const [name, value] of Object.entries(answer ?? {})) {
    if (typeof value !== 'string') continue;
    if (name.toLowerCase() === 'wssendpoint') found.endpoint = value;
    if (name.toLowerCase() === 'token') found.token = value;
  }
  return found;
}

function get({ url, user, password }: TokenRequest): Promise<{ status: number; body: string }> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void =>
      reject(
        new StartError(
          `${url.href} cannot be reached: ${error.message}. Check the address and, for TLS, --ca.`,
        ),
      );
    const call = request(url, { auth: `${user}:${password}`, timeout: timeoutMs }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > maxAnswerBytes) response.destroy(new Error('the answer is too long'));
        else chunks.push(chunk);
      });
      response.on('error', fail);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
    });
    call.on('error', fail);
    call.on('timeout', () => call.destroy(new Error(`no answer in ${timeoutMs} ms`)));
    call.end();
  });
}
