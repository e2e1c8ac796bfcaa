import { setTimeout as sleep } from 'node:timers/promises';
import { ask, shownHeaders } from '../http.ts';
import { RawSocket } from '../raw-socket.ts';
import { negotiated, timeScale, type World } from '../world.ts';
import type { Cases } from './cases.ts';

async function negotiation(world: World, parameters: Readonly<Record<string, string>>): Promise<unknown> {
  const answer = await ask(world.at(parameters, '/negotiate'), { method: 'POST' });
  const { connectionId, connectionToken, ...body } = JSON.parse(answer.body) as Record<string, string>;
  const ids = Object.entries({ connectionId, connectionToken }).filter(([, id]) => id !== undefined);
  return {
    status: answer.status,
    headers: shownHeaders(answer),
    body,
    ids: Object.fromEntries(ids.map(([name, id]) => [name, /^[\w-]{16,}$/.test(id ?? '') ? 'ok' : id])),
    ...(connectionToken === undefined ? {} : { tokenDiffersFromId: connectionToken !== connectionId }),
  };
}

const post = async (url: string, body = '', headers: Record<string, string> = {}): Promise<number> =>
  (await ask(url, { method: 'POST', body, headers })).status;

export const negotiateCases: Cases = {
  'negotiate.v1': (world) => negotiation(world, { negotiateVersion: '1' }),
  'negotiate.v0': (world) => negotiation(world, { negotiateVersion: '0' }),
  'negotiate.no-version': (world) => negotiation(world, {}),
  'negotiate.v-minus-1': (world) => negotiation(world, { negotiateVersion: '-1' }),
  'negotiate.v-garbage': (world) => negotiation(world, { negotiateVersion: 'abc' }),
  'negotiate.v-empty': (world) => negotiation(world, { negotiateVersion: '' }),
  'negotiate.stateful-reconnect-asked': (world) =>
    negotiation(world, { negotiateVersion: '1', useStatefulReconnect: 'true' }),
  'negotiate.version-key-case': (world) => negotiation(world, { NEGOTIATEversion: '1' }),
  'negotiate.id-lengths': async (world) => {
    const read = async (version: string): Promise<Record<string, string>> =>
      JSON.parse(
        (await ask(world.at({ negotiateVersion: version }, '/negotiate'), { method: 'POST' })).body,
      ) as Record<string, string>;
    const [first, second, third] = [await read('1'), await read('0'), await read('1')];
    const form = (id = ''): string => (/^[\w-]+$/.test(id) ? `${id.length} url-safe chars` : id);
    const all = [first, second, third].flatMap((each) => [each['connectionId'], each['connectionToken']]);
    const ids = all.filter((id) => id !== undefined);
    return {
      v1: { id: form(first['connectionId']), token: form(first['connectionToken']) },
      v0: { id: form(second['connectionId']) },
      distinct: new Set(ids).size === ids.length,
    };
  },
  'negotiate.body-and-content-type-ignored': async (world) => ({
    json: await post(world.at({}, '/negotiate'), '{"a":1}', { 'content-type': 'application/json' }),
    junk: await post(world.at({}, '/negotiate'), 'x'.repeat(5000), { 'content-type': 'x/y' }),
  }),
  'negotiate.chunked-empty-body': async (world) => ({
    status: (await ask(world.at({}, '/negotiate'), { method: 'POST', chunked: true })).status,
  }),
  'negotiate.path-upper-case': async (world) => ({
    status: await post(world.at({}, '/NEGOTIATE').replace('/rte', '/RTE')),
  }),
  'negotiate.path-wrong': async (world) => ({
    sibling: await post(world.at({}, '/negotiatex')),
    deeper: await post(world.at({}, '/negotiate/deeper')),
    root: await post(world.at({}, '/negotiate').replace('/rte', '')),
    otherHub: await post(world.at({}, '/negotiate').replace('/rte', '/other')),
  }),
  'negotiate.not-cached-headers': async (world) =>
    shownHeaders(await ask(world.at({}, '/negotiate'), { method: 'POST' })),
  'negotiate.unused-id-gone-after-25s': async (world) => {
    const id = await negotiated(world);
    await sleep(25_000 / timeScale);
    return { status: (await RawSocket.open(world.at({ id }))).status };
  },
};
