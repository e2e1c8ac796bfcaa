import net from 'node:net';
import tls from 'node:tls';
import type { SecureContext } from 'node:tls';
import type { TlsRules } from '../../channels/message.ts';
import type { Clock } from '../../lib/clock.ts';
import { formatDuration } from '../../lib/duration.ts';
import { formatProblem, InputError, StartError } from '../../lib/errors.ts';
import { loadTls } from '../../tls/client-context.ts';

/** Where messages will be sent to, and how connections there are secured. */
export interface Address {
  readonly url: string;
  readonly tls: TlsRules;
}

const everyMs = 200;
const connectMs = 2000;

/** What waiting for receivers needs of the machine. */
export interface Waiting {
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Resolves once something takes connections at every address, or when `signal` aborts: nothing is requested. Throws a
 * `StartError` when that takes longer than `withinMs`, and an `InputError` for certificates that are not to be used.
 */
export async function waitForReceivers(
  addresses: readonly Address[],
  withinMs: number,
  { env, clock, say, signal }: Waiting,
): Promise<void> {
  const byOrigin = new Map(addresses.map((address) => [new URL(address.url).origin, address]));
  const contexts = loadContexts(byOrigin, env, clock.wallMs());
  const deadlineMs = clock.monotonicMs() + withinMs;
  let missing = [...byOrigin];
  for (let turn = 0; !signal.aborted; turn++) {
    const tried = await Promise.all(missing.map(async (one) => ((await isThere(one)) ? [] : [one])));
    missing = tried.flat();
    if (missing.length === 0) return;
    const names = missing.map(([origin]) => origin).join(', ');
    if (clock.monotonicMs() >= deadlineMs) {
      throw new StartError(
        `Nothing took connections at ${names} within ${formatDuration(withinMs)}. Start the receiver, correct the URL, or wait longer with --wait-for-receiver.`,
      );
    }
    if (turn === 0) say(`Waiting up to ${formatDuration(withinMs)} for ${names}.`);
    await clock.sleep(everyMs, signal);
  }

  /** A TLS receiver is there when it speaks TLS: what only passes connections on may be up long before it. */
  function isThere([origin, { url }]: readonly [string, Address]): Promise<boolean> {
    const { protocol, hostname, port } = new URL(url);
    const host = hostname.replaceAll(/[[\]]/g, '');
    const isTls = protocol === 'https:';
    const where = { host, port: port === '' ? (isTls ? 443 : 80) : Number(port), timeout: connectMs };
    const context = contexts.get(origin);
    if (context === undefined) return succeeds(net.connect(where), 'connect');
    const secureContext = context();
    const servername = net.isIP(host) === 0 ? host : '';
    // Whether the certificate is to be trusted is for the first message to find out, which says why not.
    return succeeds(
      tls.connect({ ...where, secureContext, servername, rejectUnauthorized: false }),
      'secureConnect',
    );
  }
}

/** What connections to each origin that speaks TLS are made with. Throws an `InputError` where files are not to be used. */
function loadContexts(
  byOrigin: ReadonlyMap<string, Address>,
  env: NodeJS.ProcessEnv,
  wallMs: number,
): ReadonlyMap<string, () => SecureContext> {
  const loaded = [...byOrigin]
    .filter(([origin]) => origin.startsWith('https:'))
    .map(([origin, { tls: rules }]) => [origin, loadTls(rules, env, wallMs)] as const);
  const problems = new Map(
    loaded.flatMap(([, lane]) => lane.problems).map((problem) => [formatProblem(problem), problem]),
  );
  if (problems.size > 0) throw new InputError([...problems.values()]);
  return new Map(loaded.map(([origin, { context }]) => [origin, context]));
}

/** Whether the socket connects. Whoever answers in something other than TLS is there as well. */
function succeeds(socket: net.Socket, connected: 'connect' | 'secureConnect'): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isThere: boolean): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once(connected, () => end(true));
    socket.once('timeout', () => end(false));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => end(/SSL|EPROTO/.test(code ?? '')));
  });
}
