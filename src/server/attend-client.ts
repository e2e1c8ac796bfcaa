import type { SocketConnection, SocketEnd } from '../channels/websocket/connection.ts';
import type { UpgradeRequest } from '../channels/websocket/socket-server.ts';
import type { InboundSockets, SocketClient, SocketUser } from '../dialects/dialect.ts';
import { readJson } from '../lib/read-json.ts';
import { ClientTopics } from './client-topics.ts';
import type { HostParts } from './hosted-hub.ts';
import type { HubTrouble, TroubledClient } from './hub-trouble.ts';

type Connection = SocketConnection<SocketUser>;

/** The name by which a scenario knows a user. */
export function nameOf({ id, name = id }: SocketUser): string {
  return name;
}

/** What attending to a client takes. */
interface Attending {
  readonly inbound: InboundSockets;
  readonly parts: Omit<HostParts, 'corsOrigins' | 'onMisuse'>;
  readonly trouble: HubTrouble | undefined;
  readonly tell: () => void;
  /** Told once, before anything else: what the client has subscribed to, as it stands from then on. */
  readonly arrived: (topics: ReadonlySet<string>) => void;
  readonly left: () => void;
}

/** Lets the dialect hear a client from its first message to its end. */
export function attend(connection: Connection, request: UpgradeRequest, attending: Attending): void {
  const { inbound, parts, trouble, tell, arrived, left } = attending;
  const { onSubscribers, onError, onClient } = parts;
  const name = nameOf(connection.user);
  const about = { client: name, connection: connection.id };
  const topics = new ClientTopics(connection.id, inbound, {
    onSubscribers,
    onChange: (what, topic) => onClient?.({ ...about, what, eventType: topic }),
  });
  arrived(topics.all);
  const client = clientOf(connection, request, topics);
  const act = (where: string, doing: () => unknown): void => {
    const fail = (error: unknown): void => {
      onError(error, where);
      connection.close(1011, 'internal error');
    };
    try {
      const done = doing();
      // Nothing waits for it; what it throws is told all the same.
      if (done instanceof Promise) done.catch(fail);
    } catch (error) {
      fail(error);
    }
  };
  connection.tell({
    received(text) {
      act('a message of a client', () => inbound.received(readJson(text) ?? text, client));
      tell();
    },
    ended(why) {
      const reason: SocketEnd = parts.isEnding?.() === true ? 'shut-down' : why;
      left();
      topics.clear();
      trouble?.left(connection.id);
      onClient?.({ ...about, what: 'left', reason, pings: connection.pongs });
      act('the end of a client', () =>
        inbound.disconnected?.(client, reason !== 'client-closed' && reason !== 'shut-down'),
      );
      tell();
    },
  });
  onClient?.({ ...about, what: 'connected', transport: 'WebSockets', protocol: 'json' });
  act('a new client', () => inbound.connected?.(client));
  trouble?.connected(troubled(connection, topics));
}

function clientOf(
  connection: Connection,
  { path, params, query, headers }: UpgradeRequest,
  topics: ClientTopics,
): SocketClient {
  const { id, user } = connection;
  return {
    ...{ id, user, request: { path, params, ...withoutTokens(query, headers) }, topics: topics.all },
    subscribe: (topic) => topics.add(requireText(topic)),
    unsubscribe: (topic) => topics.remove(topic),
    reply: (answer) => connection.send(textOf(answer)),
    close: (code, reason) => connection.close(requireCode(code), reason),
  };
}

/** Tokens are looked at when a client comes, and never kept. */
function withoutTokens(
  { access_token: _accessToken, token: _token, ...query }: UpgradeRequest['query'],
  { authorization: _authorization, cookie: _cookie, ...headers }: UpgradeRequest['headers'],
): Pick<UpgradeRequest, 'query' | 'headers'> {
  return { query, headers };
}

function requireCode(code: number | undefined): number | undefined {
  if (code === undefined || code === 1000 || (code >= 3000 && code <= 4999)) return code;
  throw new TypeError(`A client cannot be closed with ${code}: give 1000, or 3000 to 4999.`);
}

function requireText(topic: unknown): string {
  if (typeof topic === 'string') return topic;
  throw new TypeError(`A client cannot subscribe to ${String(topic)}: topics are text.`);
}

function textOf(answer: unknown): string {
  const text = typeof answer === 'string' ? answer : (JSON.stringify(answer) as string | undefined);
  if (text !== undefined) return text;
  throw new TypeError(`A client cannot be sent ${String(answer)}: JSON has no word for it.`);
}

function troubled(connection: Connection, topics: ClientTopics): TroubledClient {
  const { id, user, signal } = connection;
  return {
    ...{ id, signal, transport: 'WebSockets', name: nameOf(user) },
    close: ({ error }) => connection.close(error === undefined ? 1000 : 1011, error),
    lose: (inFrame) => connection.lose(inFrame),
    muteWhile: (lasts) => connection.muteWhile(lasts),
    stallWhile: (lasts) => connection.stallWhile(lasts),
    forget: () => topics.forget(),
    // A topic that it has not asked for is the dialect's to make up, and no dialect is asked.
    unasked: () => undefined,
  };
}
