import { createRequire } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import type { Finding } from './finding.ts';

/** Whether Pact's engine is there and loads: it is native code, built for some systems. */
export function checkEngine(name = '@pact-foundation/pact-core'): Finding {
  const about = 'engine of Pact';
  try {
    createRequire(import.meta.url)(name);
    return { about, weight: 'good', saw: 'It loads.' };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'MODULE_NOT_FOUND' && message.startsWith(`Cannot find module '${name}'`)) {
      const advice = `For phoney contracts, install it: npm install --save-dev ${name}.`;
      return { about, weight: 'note', saw: 'It is not installed.', advice };
    }
    return {
      ...{ about, weight: 'warning', saw: `It does not load: ${message.split('\n')[0] ?? message}` },
      advice:
        'phoney contracts cannot be used here; everything else can. Install it anew on this system: npm ci.',
    };
  }
}

const redisMs = 2000;

/** Whether a Redis answers at the address that `--on` or PHONEY_ON names; without one, nothing is looked at. */
export async function checkRedis(address: string | undefined): Promise<Finding[]> {
  if (address === undefined) return [];
  const about = 'Redis';
  const url = URL.parse(address);
  if (url === null || !/^rediss?:$/.test(url.protocol)) {
    const advice = 'Write such as redis://localhost:6379.';
    return [{ about, weight: 'problem', saw: 'Its address is none of a Redis.', advice }];
  }
  const answer = await ping(url);
  // An address may hold a password.
  const where = url.host;
  if (/^[+-]/.test(answer)) return [{ about, weight: 'good', saw: `One answers at ${where}.` }];
  const advice = 'Start it, or correct --on (PHONEY_ON).';
  return [{ about, weight: 'problem', saw: `None answers at ${where}: ${answer}.`, advice }];
}

/** The first words of the answer, or why there was none. Refusing who has not signed in is an answer, too. */
function ping({ hostname, port, protocol }: URL): Promise<string> {
  const where = { host: hostname.replaceAll(/[[\]]/g, ''), port: Number(port || 6379), timeout: redisMs };
  return new Promise((resolve) => {
    const isTls = protocol === 'rediss:';
    const socket = isTls ? tls.connect(where) : net.connect(where);
    const end = (said: string): void => {
      socket.destroy();
      resolve(said);
    };
    socket.once(isTls ? 'secureConnect' : 'connect', () => socket.write('PING\r\n'));
    socket.once('data', (data: Buffer) => end(/^[ -~]*/.exec(data.toString('latin1', 0, 64))?.[0] ?? ''));
    socket.once('timeout', () => end(`no answer within ${redisMs} ms`));
    socket.on('error', ({ code, message }: NodeJS.ErrnoException) => end(code ?? message));
    socket.once('end', () => end('it hung up'));
  });
}
