import { Encoder } from '@msgpack/msgpack';
import { lengthPrefix } from '../../../src/channels/signalr/protocols/encoded.ts';
import { drawInteger, drawItem, type Uniform } from '../../../src/lib/random.ts';
import { userEntity } from '../world.ts';

const encoder = new Encoder();

/** Good messages of every type, each as JSON object and as MessagePack array. */
const messages: readonly [json: object, messagePack: readonly unknown[]][] = [
  [{ type: 6 }, [6]],
  ...(
    [
      ['TestAdd', [1, 2]],
      ['TestEcho', ['å€😀']],
      ['TestAny', [{ a: [1, null, true, { b: 'x' }], c: 1.5 }]],
      ['TestVoid', []],
      ['TestThrow', []],
      ['TestHubThrow', []],
      ['TestDelay', [1]],
      ['TestDto', []],
      ['TestAbort', []],
      ['TestCallMe', [3]],
      ['Subscribe', [[{ EntityId: userEntity, EventName: 'UserStatus' }]]],
      ['Unsubscribe', [[{ EntityId: userEntity, EventName: 'UserStatus' }]]],
      ['ActiveSubscriptions', []],
      ['TestEmit', [userEntity, 'UserStatus', 2]],
      ['NoSuchMethod', [1, {}, []]],
    ] as const
  ).map(([target, given]): [object, readonly unknown[]] => [
    { type: 1, invocationId: '1', target, arguments: given },
    [1, {}, '1', target, given, []],
  ]),
  [
    { type: 4, invocationId: 's', target: 'TestCounter', arguments: [5, 1] },
    [4, {}, 's', 'TestCounter', [5, 1], []],
  ],
  [
    { type: 4, invocationId: 't', target: 'TestStreamThrow', arguments: [2] },
    [4, {}, 't', 'TestStreamThrow', [2], []],
  ],
  [
    { type: 1, invocationId: 'u', target: 'TestSum', arguments: [], streamIds: ['up'] },
    [1, {}, 'u', 'TestSum', [], ['up']],
  ],
  [{ type: 2, invocationId: 'up', item: 7 }, [2, {}, 'up', 7]],
  [{ type: 3, invocationId: 'up' }, [3, {}, 'up', 2]],
  [{ type: 3, invocationId: 'up', error: 'no' }, [3, {}, 'up', 1, 'no']],
  [{ type: 3, invocationId: 'up', result: {} }, [3, {}, 'up', 3, {}]],
  [{ type: 5, invocationId: 's' }, [5, {}, 's']],
  [{ type: 7 }, [7, null]],
  [{ type: 8, sequenceId: 1 }, [8, 1]],
  [{ type: 9, sequenceId: 1 }, [9, 1]],
];

export type FuzzProtocol = 'json' | 'messagepack';

/** A good message in bytes, framed. */
function drawMessage(uniform: Uniform, protocol: FuzzProtocol): Buffer {
  const [json, messagePack] = drawItem(uniform, messages);
  if (protocol === 'json') return Buffer.from(`${JSON.stringify(json)}\u001e`);
  const payload = encoder.encode(messagePack);
  return Buffer.concat([lengthPrefix(payload.length), payload]);
}

/** A handshake, mostly a good one. */
export function drawHandshake(uniform: Uniform, protocol: FuzzProtocol): Buffer {
  const good = Buffer.from(`${JSON.stringify({ protocol, version: 1 })}\u001e`);
  return uniform() < 0.8 ? good : mutate(uniform, good);
}

/** What a client might say: good, spoilt, doubled, or noise. */
export function drawPayload(uniform: Uniform, protocol: FuzzProtocol): Buffer {
  const kind = uniform();
  if (kind < 0.3) return drawMessage(uniform, protocol);
  if (kind < 0.8) return mutate(uniform, drawMessage(uniform, protocol));
  if (kind < 0.9)
    return Buffer.concat([drawMessage(uniform, protocol), mutate(uniform, drawMessage(uniform, protocol))]);
  if (kind < 0.93) return nested(uniform, protocol);
  return noise(uniform, drawInteger(uniform, 0, uniform() < 0.02 ? 50_000 : 60));
}

/** Spoils bytes in one to four places. */
export function mutate(uniform: Uniform, bytes: Buffer): Buffer {
  let spoilt = bytes;
  const times = drawInteger(uniform, 1, 4);
  for (let i = 0; i < times; i++) spoilt = drawItem(uniform, spoilings)(uniform, spoilt);
  return spoilt;
}

export function noise(uniform: Uniform, length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, () => drawInteger(uniform, 0, 255)));
}

const interesting = [
  'null',
  '-1',
  '1e999',
  '"',
  '\\',
  '{',
  '[',
  '}',
  ']',
  '\u001e',
  '\0',
  '4294967296',
  '""',
  '\u{1F600}',
];

const spoilings: readonly ((uniform: Uniform, bytes: Buffer) => Buffer)[] = [
  (uniform, bytes) => {
    const changed = Buffer.from(bytes);
    if (changed.length > 0)
      changed[drawInteger(uniform, 0, changed.length - 1)] = drawInteger(uniform, 0, 255);
    return changed;
  },
  (uniform, bytes) => bytes.subarray(0, drawInteger(uniform, 0, bytes.length)),
  (uniform, bytes) => bytes.subarray(drawInteger(uniform, 0, bytes.length)),
  (uniform, bytes) => insert(uniform, bytes, Buffer.from(drawItem(uniform, interesting))),
  (uniform, bytes) => insert(uniform, bytes, noise(uniform, drawInteger(uniform, 1, 8))),
  (uniform, bytes) => {
    const from = drawInteger(uniform, 0, bytes.length);
    return insert(uniform, bytes, bytes.subarray(from, drawInteger(uniform, from, bytes.length)));
  },
];

function insert(uniform: Uniform, bytes: Buffer, more: Buffer): Buffer {
  const at = drawInteger(uniform, 0, bytes.length);
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
}

/** Deep nesting and headers that announce more than comes. */
function nested(uniform: Uniform, protocol: FuzzProtocol): Buffer {
  const depth = drawInteger(uniform, 1, 10_000);
  if (protocol === 'json') {
    return Buffer.from(
      `{"type":1,"target":"TestAny","invocationId":"n","arguments":${'['.repeat(depth)}${']'.repeat(depth)}}\u001e`,
    );
  }
  const header = drawItem(uniform, [
    [0x91],
    [0xdc, 0xff, 0xff],
    [0xdd, 0xff, 0xff, 0xff, 0xff],
    [0xdf, 0x7f, 0xff, 0xff, 0xff],
    [0xc6, 0xff, 0xff, 0xff, 0xff],
  ]);
  const payload = Buffer.concat(Array.from({ length: Math.min(depth, 6000) }, () => Buffer.from(header)));
  return Buffer.concat([lengthPrefix(payload.length), payload]);
}
