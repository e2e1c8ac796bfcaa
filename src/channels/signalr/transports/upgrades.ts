import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';

type ShouldUpgrade = (request: IncomingMessage) => boolean;

/** Newer than Node's types; versions before 22.21 and 24.9 have none, and take every offer for an upgrade. */
type Upgrading = (HttpServer | HttpsServer) & { shouldUpgradeCallback?: ShouldUpgrade };

/**
 * Lets a server take requests that offer other protocols than WebSockets for the requests that they are beside that, as
 * RFC 9110 allows: Java's HttpClient offers h2c with every one. `others` says whether somebody else takes such offers.
 */
export function ignoreOtherUpgrades(
  server: HttpServer | HttpsServer,
  others: () => boolean = () => false,
): void {
  const upgrading: Upgrading = server;
  const before = upgrading.shouldUpgradeCallback;
  upgrading.shouldUpgradeCallback = (request) =>
    offersWebSocket(request) || (others() && (before?.call(server, request) ?? true));
}

function offersWebSocket({ headers: { upgrade = '' } }: IncomingMessage): boolean {
  return upgrade.split(',').some((protocol) => protocol.trim().toLowerCase() === 'websocket');
}
