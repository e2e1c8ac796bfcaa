import { setTimeout as sleep } from 'node:timers/promises';
import { ask, open } from '../http.ts';
import { RawSocket } from '../raw-socket.ts';
import { makeToken, negotiated, secret, type World } from '../world.ts';
import { EventStream } from './event-stream.ts';
import type { Cases } from './cases.ts';

const otherSecret = 'another secret of thirty-two bytes!!';

async function refused(url: string, method = 'POST'): Promise<unknown> {
  const { status, headers, body } = await ask(url, { method });
  return { status, wwwAuthenticate: headers['www-authenticate'], emptyBody: body === '' };
}

const negotiateWith = (world: World, token: string): Promise<unknown> =>
  refused(world.at({ access_token: token }, '/negotiate'));

async function refusedUpgrade(url: string): Promise<unknown> {
  const socket = await RawSocket.open(url);
  return {
    status: socket.status,
    wwwAuthenticate: socket.headers['www-authenticate'],
    emptyBody: socket.body === '',
  };
}

/** The token with other claims and the old signature. */
function changeClaims(token: string): string {
  const [head = '', , signature = ''] = token.split('.');
  const claims = Buffer.from(JSON.stringify({ sub: 'mallory', exp: 4_102_444_800 })).toString('base64url');
  return `${head}.${claims}.${signature}`;
}

function unsigned(token: string): string {
  const head = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  return `${head}.${token.split('.')[1] ?? ''}.`;
}

export const authCases: Cases = {
  'auth.negotiate.no-token': (world) => refused(`${world.url}/negotiate`),
  'auth.negotiate.garbage-token-query': (world) => negotiateWith(world, 'garbage'),
  'auth.negotiate.changed-claims': (world) => negotiateWith(world, changeClaims(world.token)),
  'auth.negotiate.alg-none': (world) => negotiateWith(world, unsigned(world.token)),
  'auth.negotiate.wrong-secret': async (world) => negotiateWith(world, await makeToken({ key: otherSecret })),
  'auth.negotiate.query-ok': async (world) => ({
    status: (await ask(world.at({}, '/negotiate'), { method: 'POST' })).status,
  }),
  'auth.unknown-path-is-404-not-401': async (world) => ({
    status: (await ask(`${world.url}x`, { method: 'POST' })).status,
  }),
  'auth.get-negotiate-no-token': (world) => refused(`${world.url}/negotiate`, 'GET'),
  'auth.upgrade.no-token': (world) => refusedUpgrade(world.url),
  'auth.upgrade.expired': async (world) =>
    refusedUpgrade(world.at({ access_token: await makeToken({ expiresIn: -10, key: secret }) })),
  'auth.upgrade.query-ok': async (world) => ({ status: (await RawSocket.open(world.at())).status }),
  'auth.token-expires-while-connected.sse': async (world) => {
    const id = await negotiated(world);
    const shortLived = await makeToken({ expiresIn: 1 });
    const stream = new EventStream(
      await open(world.at({ id, access_token: shortLived }), { headers: { accept: 'text/event-stream' } }),
    );
    await sleep(2000);
    const send = (token: string): Promise<{ status: number }> =>
      ask(world.at({ id, access_token: token }), { method: 'POST', body: '' });
    const expired = await send(shortLived);
    const fresh = await send(await makeToken());
    return { streamStillOpen: !stream.ended, send: expired.status, sendWithFreshToken: fresh.status };
  },
};
