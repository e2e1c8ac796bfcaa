import { decode, encode } from '@msgpack/msgpack';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Compatibility } from '../../src/channels/signalr/index.ts';
import { RawSocket } from './raw-socket.ts';
import {
  completion,
  connected,
  handshake,
  invocation,
  invoke,
  negotiated,
  startWorld,
  type World,
} from './world.ts';

// What no recorded case shows and .NET's sources say, in every version.
const versions: readonly Compatibility[] = ['netcore3.1', 'net8'];

describe.each(versions)('as in %s', (compatibility) => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ compatibility });
  });

  afterAll(() => world.testHub.stop());

  test('what stands behind the first object of a record is not looked at, in a handshake either', async () => {
    const socket = await RawSocket.open(world.at());
    socket.say(`${JSON.stringify(handshake)} and more`);
    socket.say(`${JSON.stringify(invocation('TestEcho', ['a'], '1'))}{"type":7}`);
    await socket.until(() => socket.messages.length === 2);
    expect(socket.messages).toEqual([{}, { type: 3, invocationId: '1', result: 'a' }]);
    socket.reset();
  });

  test('half of a surrogate pair is no string', async () => {
    const socket = await connected(world);
    const error = "Failed to invoke 'TestEcho' due to an error on the server.";
    socket.say(String.raw`{"type":1,"invocationId":"1","target":"TestEcho","arguments":["\ud800"]}`);
    expect(await completion(socket, '1')).toEqual({ type: 3, invocationId: '1', error });
    expect(await invoke(socket, 'TestEcho', ['\u{1F600}'])).toMatchObject({ result: '\u{1F600}' });
    socket.reset();
  });

  test('the id of an upload that is used again is that of the later one; the earlier one gets nothing more', async () => {
    const socket = await connected(world);
    const sum = (id: string): object => ({ ...invocation('TestSum', [], id), streamIds: ['s'] });
    socket.say(sum('1'), { type: 2, invocationId: 's', item: 1 });
    socket.say(sum('2'), { type: 2, invocationId: 's', item: 10 }, { type: 3, invocationId: 's' });
    expect(await completion(socket, '2')).toEqual({ type: 3, invocationId: '2', result: 10 });
    expect(await invoke(socket, 'TestEcho', ['still here'])).toMatchObject({ result: 'still here' });
    expect(socket.messages.filter(({ invocationId }) => invocationId === '1')).toEqual([]);
    socket.reset();
  });

  test.each([
    ['none', '', 400, 'Connection ID required'],
    ['an unknown one', '&id=nobody', 404, 'No Connection with that ID'],
  ])(
    'an upgrade to no WebSocket is a poll, and its id is looked at: %s',
    async (_which, id, status, body) => {
      const url = `${world.at()}${id}`;
      const headers = { 'Sec-WebSocket-Version': '12' };
      expect(await RawSocket.open(url, headers)).toMatchObject({ status, body });
      expect(await RawSocket.open(url, { 'Sec-WebSocket-Key': 'short' })).toMatchObject({ status, body });
      const known = `${world.at()}&id=${await negotiated(world)}`;
      expect(await RawSocket.open(known, headers)).toMatchObject({ status: 400 });
    },
  );

  test('in MessagePack, arguments that cannot be read fail the call, and an item its stream', async () => {
    const socket = await RawSocket.open(world.at());
    socket.frame('{"protocol":"messagepack","version":1}\u001e');
    await socket.until(() => socket.frames.length === 1);
    const say = async (bytes: Uint8Array): Promise<readonly unknown[]> => {
      const count = socket.frames.length;
      socket.frame(Buffer.concat([Buffer.from([bytes.length]), bytes]), { opcode: 2 });
      await socket.until(() => socket.frames.length > count || socket.ended, 1000);
      const answer = socket.frames[count]?.payload.subarray(1) ?? encode([]);
      return (decode(Uint8Array.from(answer)) as unknown[]).slice(2);
    };
    const failed = ['1', 1, "Failed to invoke 'TestEcho' due to an error on the server."];
    expect(await say(encode([1, {}, '1', 'TestEcho', {}, []]))).toEqual(failed);
    expect(await say(encode([1, {}, '1', 'TestEcho']))).toEqual(failed);
    const reserved = Buffer.concat([
      Buffer.from([0x95, 1, 0x80]),
      encode('1'),
      encode('TestEcho'),
      Buffer.from([0x91, 0xc1]),
    ]);
    expect(await say(reserved)).toEqual(failed);
    const item = Buffer.concat([Buffer.from([0x94, 2, 0x80]), encode('s'), Buffer.from([0xc1])]);
    const upload = encode([1, {}, '2', 'TestSum', [], ['s']]);
    socket.frame(Buffer.concat([Buffer.from([upload.length]), upload]), { opcode: 2 });
    expect(await say(item)).toEqual([
      '2',
      1,
      "An unexpected error occurred invoking 'TestSum' on the server.",
    ]);
    socket.reset();
  });
});

test('a request that offers another protocol to upgrade to, as Java’s HttpClient does with h2c, is one like others', async () => {
  const world = await startWorld();
  const ask = (url: string, method: string, body = ''): Promise<[number, string]> =>
    new Promise((resolve, reject) => {
      const headers = { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AAEAAEAA' };
      request(
        url,
        { method, headers: { ...headers, 'Content-Length': Buffer.byteLength(body) } },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (more: string) => (text += more));
          response.on('end', () => resolve([response.statusCode ?? 0, text]));
        },
      )
        .on('error', reject)
        .end(body);
    });
  const [status, text] = await ask(world.at({ negotiateVersion: '1' }, '/negotiate'), 'POST');
  expect(status).toBe(200);
  const { connectionToken: id = '' } = JSON.parse(text) as { connectionToken?: string };
  expect(await ask(world.at({ id }), 'GET')).toEqual([200, '']);
  expect(await ask(world.at({ id }), 'POST', `${JSON.stringify(handshake)}\u001e`)).toEqual([200, '']);
  expect(await ask(world.at({ id }), 'GET')).toEqual([200, '{}\u001e']);
  expect((await ask(world.url.replace('/rte', '/elsewhere'), 'GET'))[0]).toBe(404);
  await world.testHub.stop();
});
