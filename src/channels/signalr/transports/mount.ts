import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { answers, respond, respondRaw } from './answers.ts';
import { ignoreOtherUpgrades } from './upgrades.ts';

/** What has its own paths on a server. Both methods say whether the request was for one of them. */
export interface Mounted {
  /** Where all of these begin. */
  readonly path: string;
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean;
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
}

const mounts = new WeakMap<HttpServer | HttpsServer, Mounted[]>();

/**
 * Lets `mounted` have a server's requests before its listeners do, whenever these were added: a framework that answers
 * every request never sees those that were taken. What nobody takes and no listener is there for is answered 404. Throws when the server has
 * something at that path already.
 */
export function mount(server: HttpServer | HttpsServer, mounted: Mounted): void {
  const present = mounts.get(server);
  const other = present?.find(({ path }) => path === mounted.path);
  if (other !== undefined) throw new Error(taken(mounted.path, other === mounted));
  if (present !== undefined) {
    present.push(mounted);
    return;
  }
  const all = [mounted];
  mounts.set(server, all);
  takeFirst(server, 'request', (request, response) => {
    const [asked, answer] = [request as IncomingMessage, response as ServerResponse];
    if (all.some((each) => each.handleRequest(asked, answer))) return true;
    if (server.listenerCount('request') > 0) return false;
    respond(answer, answers.notFound);
    return true;
  });
  takeFirst(server, 'upgrade', (request, socket, head) => {
    const [asked, raw] = [request as IncomingMessage, socket as Duplex];
    if (all.some((each) => each.handleUpgrade(asked, raw, head as Buffer))) return true;
    if (server.listenerCount('upgrade') > 1) return false;
    respondRaw(raw, answers.notFound);
    return true;
  });
  // Without any listener Node would not tell of upgrades at all.
  server.on('upgrade', () => undefined);
  ignoreOtherUpgrades(server, () => server.listenerCount('upgrade') > 1);
}

function taken(path: string, isSame: boolean): string {
  return isSame
    ? `The hub at '${path}' is attached to this server already. Attach it once.`
    : `Two hubs at '${path}' cannot be attached to one server: the first would answer for both. Give one of them another path.`;
}

function takeFirst(
  server: HttpServer | HttpsServer,
  event: 'request' | 'upgrade',
  take: (...given: readonly unknown[]) => boolean,
): void {
  const emit = server.emit.bind(server) as (name: string | symbol, ...given: unknown[]) => boolean;
  const emitUnlessTaken = (name: string | symbol, ...given: unknown[]): boolean =>
    (name === event && take(...given)) || emit(name, ...given);
  server.emit = emitUnlessTaken as typeof server.emit;
}
