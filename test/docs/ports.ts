import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Ports that pages speak of. */
const written = ['8443', '8444', '8445', '8090', '8080', '6379', '3000'];

/**
 * Finds free ports and returns what puts them into a text in place of those that pages speak of: others may use these while a test runs,
 * another page's test too.
 */
export async function findPorts(): Promise<(text: string) => string> {
  const servers = written.map((port) => ({ port, server: createServer().listen(0, '127.0.0.1') }));
  const found = new Map<string, string>();
  for (const { port, server } of servers) {
    if (!server.listening) await once(server, 'listening');
    found.set(port, String((server.address() as AddressInfo).port));
  }
  await Promise.all(servers.map(({ server }) => once(server.close(), 'close')));
  return (text) => text.replaceAll(/\b\d{4}\b/g, (port) => found.get(port) ?? port);
}
