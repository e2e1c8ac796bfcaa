import { once } from 'node:events';
import { createServer } from 'node:net';

/** Ports that pages speak of. */
const written = ['8443', '8444', '8445', '8090', '8080', '6379', '3000'];

/**
 * The next port to be tried: of those that no system gives to whoever asks for any, as other tests do all the time. Test files that run
 * side by side are processes of their own, and begin at different ones.
 */
let next = 10_000 + ((process.pid * 200) % 20_000);

/**
 * Finds free ports and returns what puts them into a text in place of those that pages speak of: others may use these while a test runs,
 * another page's test too.
 */
export async function findPorts(): Promise<(text: string) => string> {
  const found = new Map<string, string>();
  for (const port of written) found.set(port, String(await findPort()));
  return (text) => text.replaceAll(/\b\d{4}\b/g, (port) => found.get(port) ?? port);
}

async function findPort(): Promise<number> {
  const port = next++;
  return (await isFree(port)) ? port : findPort();
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  await once(server.close(), 'close');
  return true;
}
