import type { z } from 'zod';
import type { AgentId } from '../../../centre/model/ids.ts';
import type { CentreView } from '../../../centre/model/view.ts';
import type { InboundRequest, InboundResponse, Route } from '../../../server/route.ts';
import type { EnreachConfig } from '../config.ts';
import type { Directory, Entity } from '../directory.ts';
import { forwardedUrl } from './forwarded.ts';
import type { Passwords } from './passwords.ts';
import { mayMonitor } from './rights.ts';
import type { tokenAnswer, tokenRefusal } from './token-answers.ts';
import type { Tokens } from './tokens.ts';

/** What the token endpoint answers from. */
export interface TokenDesk {
  readonly config: EnreachConfig;
  readonly directory: Directory;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
  readonly view: CentreView;
}

/** Where a caller fetches the own token. */
export const ownTokenPath = '/token/me/rte';

/**
 * Section "Client authentication": `GET /token/{userid}/rte/`, and `me` for the caller. The refusals are ours: 401 for bad
 * credentials, 403 for a user of another organisation or one whose token is not the caller's to have, 404 for nobody.
 * `desk` is asked for at each request.
 */
export function tokenRoutes(desk: () => TokenDesk): readonly Route[] {
  return [
    {
      method: 'GET',
      path: ownTokenPath,
      givesTokens: true,
      answer: (request) => answer(desk(), request, 'me'),
    },
    {
      method: 'GET',
      path: '/token/{userid}/rte',
      givesTokens: true,
      answer: (request) => answer(desk(), request, (request.params['userid'] ?? '').toLowerCase()),
    },
  ];
}

async function answer(desk: TokenDesk, request: InboundRequest, wanted: string): Promise<InboundResponse> {
  const callerId = desk.passwords.check(request.headers['authorization']);
  if (callerId === null) {
    const headers = { ...noStore, 'www-authenticate': 'Basic realm="rte", charset="UTF-8"' };
    return { status: 401, headers, body: { message: 'Sign in with the name and the password of a user.' } };
  }
  const userId = wanted === 'me' ? desk.directory.userId(callerId) : wanted;
  const user = desk.directory.find(userId);
  if (user?.type !== 'User') {
    return desk.directory.findForeign(userId)?.type === 'User'
      ? refuse(403, 'The user belongs to another organisation.')
      : refuse(404, 'There is no such user.');
  }
  if (!mayFetch(desk, callerId, user)) return refuse(403, 'The token of another user is not yours to have.');
  const { token: flaw, endpoint = endpointOf(request, desk.config) } = request.flaws ?? {};
  const owner = flaw === 'other_user' ? someoneElse(desk, user) : user;
  const { username } = desk.view.agent(owner.agentId);
  const body: z.output<typeof tokenAnswer> = {
    WssEndpoint: endpoint,
    Token: await desk.tokens.issue(
      owner.id,
      username,
      request.wallMs,
      flaw === 'other_user' ? undefined : flaw,
    ),
  };
  return { status: 200, headers: noStore, body };
}

/** The next user of the organisation; the same where there is no other. */
function someoneElse({ directory }: TokenDesk, user: Entity & { type: 'User' }): Entity & { type: 'User' } {
  const { users } = directory;
  const next = users[(users.findIndex(({ id }) => id === user.id) + 1) % users.length];
  const found = directory.find(next?.id ?? user.id);
  return found?.type === 'User' ? found : user;
}

/** A token must not stay in a cache: RFC 6750, section 5.3. */
const noStore = { 'cache-control': 'no-store' };

function refuse(status: 403 | 404, message: string): InboundResponse {
  const body: z.output<typeof tokenRefusal> = { message };
  return { status, headers: noStore, body };
}

function mayFetch({ config, view }: TokenDesk, callerId: AgentId, user: Entity & { type: 'User' }): boolean {
  if (callerId === user.agentId) return true;
  const { for_others: who } = config.token;
  return (
    who === 'everybody' || (who === 'supervisors' && mayMonitor(view.agent(callerId), user, { view, config }))
  );
}

/**
 * Where the hub is: under the public address if there is one, else under the one by which the caller reached us. What a
 * caller writes into `Host` is told to nobody else, as the answer is not to be kept.
 */
function endpointOf(request: InboundRequest, config: EnreachConfig): string {
  const base = config.public_url === undefined ? calledUrl(request, config) : new URL(config.public_url);
  const secure = base.protocol === 'https:';
  const name = config.wss_endpoint === 'wss' ? 'ws' : 'http';
  const path = base.pathname.replace(/\/+$/, '');
  return `${name}${secure ? 's' : ''}://${base.host}${path}${config.hub.path}`;
}

function calledUrl({ origin, headers }: InboundRequest, { trust_forwarded: trusts }: EnreachConfig): URL {
  const called = origin ?? `http://${headers['host'] ?? 'localhost'}`;
  const url = new URL(URL.canParse(called) ? called : 'http://localhost');
  return trusts ? forwardedUrl(url, headers) : url;
}
