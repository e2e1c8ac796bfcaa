import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authCases } from './cases/auth.ts';
import type { Cases } from './cases/cases.ts';
import { clientCases, fastClientCases } from './cases/client.ts';
import { closeCases, timingCases } from './cases/close.ts';
import { corsCases } from './cases/cors.ts';
import { endpointCases, upgradeCases } from './cases/endpoint.ts';
import { frameCases } from './cases/frames.ts';
import { handshakeCases } from './cases/handshake.ts';
import { invokeCases, testHubCases } from './cases/invoke.ts';
import { lifecycleCases } from './cases/lifecycle.ts';
import { longPollCases } from './cases/longpoll.ts';
import { negotiateCases } from './cases/negotiate.ts';
import { protocolCases } from './cases/protocol.ts';
import { rteCases } from './cases/rte.ts';
import { sseCases } from './cases/sse.ts';
import { streamCases } from './cases/stream.ts';
import { matches, type ObservedCase } from './matcher.ts';
import { fastTimes, startWorld, type World } from './world.ts';

const observed = JSON.parse(readFileSync(path.join(import.meta.dirname, 'observed.json'), 'utf8')) as Record<
  string,
  ObservedCase
>;

const cases: Cases = {
  ...authCases,
  ...negotiateCases,
  ...endpointCases,
  ...upgradeCases,
  ...corsCases,
  ...handshakeCases,
  ...frameCases,
  ...protocolCases,
  ...closeCases,
  ...timingCases,
  ...rteCases,
  ...invokeCases,
  ...testHubCases,
  ...streamCases,
  ...sseCases,
  ...longPollCases,
  ...clientCases,
  ...fastClientCases,
  ...lifecycleCases,
};

/** Cases about times run on a server whose times are all shorter by the same factor. */
const aboutTime = new Set([
  ...Object.keys(timingCases),
  ...Object.keys(fastClientCases),
  'negotiate.unused-id-gone-after-25s',
  'handshake.none-at-all',
  'sse.no-handshake',
  'sse.keepalive',
  'longpoll.poll-timeout-90s',
  'longpoll.no-poll-for-25s-is-dropped',
]);

let plain: World;
let fast: World;
let jsonOnly: World;

beforeAll(async () => {
  plain = await startWorld();
  fast = await startWorld(fastTimes);
  jsonOnly = await startWorld({ protocols: ['json'] });
});

afterAll(async () => {
  await Promise.all([plain, fast, jsonOnly].map(({ testHub }) => testHub.stop()));
});

function worldFor(name: string): World {
  if (name === 'handshake.messagepack-refused') return jsonOnly;
  return aboutTime.has(name) ? fast : plain;
}

describe('what a real ASP.NET Core server does', () => {
  test('every observed case is tried', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(observed).sort());
  });

  test.concurrent.each(Object.keys(cases))('%s', async (name) => {
    const expected = observed[name];
    const actual = await (cases[name] as Cases[string])(worldFor(name));
    const accepted = [expected?.observed, ...(expected?.alsoAccepted ?? [])];
    if (accepted.some((each) => matches(each, actual))) return;
    expect(actual).toEqual(expected?.observed);
    expect.unreachable(`${JSON.stringify(actual)} does not fit`);
  });
});
