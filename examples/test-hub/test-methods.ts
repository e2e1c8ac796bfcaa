import { setTimeout as sleep } from 'node:timers/promises';
import {
  HubException,
  type HubMethod,
  hubMethod,
  streamMethod,
  types,
} from '../../src/channels/signalr/index.ts';
import type { JWTPayload } from 'jose';

const { any, int, string } = types;

/** Methods that show how calls, errors, streams and pushes look to a client. */
export function testMethods(isConnected: (id: string) => boolean): HubMethod<JWTPayload>[] {
  const marks = new Map<string, number>();
  return [
    hubMethod({ name: 'TestEcho', takes: [string], run: (_call, text) => text }),
    hubMethod({ name: 'TestAdd', takes: [int, int], run: (_call, a, b) => (a + b) | 0 }),
    hubMethod({ name: 'TestAny', takes: [any], run: (_call, value) => value }),
    hubMethod({ name: 'TestVoid', takes: [], run: () => undefined }),
    hubMethod({ name: 'TestNull', takes: [], run: () => null }),
    hubMethod({
      name: 'TestThrow',
      takes: [],
      run: () => {
        throw new Error('plain trouble');
      },
    }),
    hubMethod({
      name: 'TestHubThrow',
      takes: [],
      run: () => {
        throw new HubException('hub says no');
      },
    }),
    hubMethod({ name: 'TestDelay', takes: [int], run: (_call, ms) => sleep(ms, 'done') }),
    hubMethod({ name: 'TestConnectionId', takes: [], run: ({ connection }) => connection.id }),
    hubMethod<JWTPayload, []>({
      name: 'TestUserId',
      takes: [],
      run: ({ connection }) => userId(connection.user),
    }),
    hubMethod({ name: 'TestConnected', takes: [string], run: (_call, id) => isConnected(id ?? '') }),
    hubMethod({ name: 'TestAbort', takes: [], run: ({ connection }) => connection.abort() }),
    hubMethod({
      name: 'TestDto',
      takes: [],
      run: ({ connection }) => dto(connection.protocol === 'messagepack'),
    }),
    hubMethod({
      name: 'TestMark',
      takes: [string],
      run: (_call, key) => {
        if (marks.size < 10_000) marks.set(key ?? '', (marks.get(key ?? '') ?? 0) + 1);
      },
    }),
    hubMethod({ name: 'TestMarks', takes: [string], run: (_call, key) => marks.get(key ?? '') ?? 0 }),
    hubMethod({
      name: 'TestCallMe',
      takes: [int],
      run: ({ connection }, count) => {
        for (let i = 0; i < count && connection.isOpen; i++) connection.push('MessageReceived', i);
      },
    }),
    streamMethod({
      name: 'TestCounter',
      takes: [int, int],
      run: async function* ({ signal }, count, delayMs) {
        for (let i = 0; i < count; i++) {
          yield i;
          if (delayMs > 0) await sleep(delayMs, undefined, { signal });
        }
      },
    }),
    streamMethod({
      name: 'TestStreamThrow',
      takes: [int],
      run: async function* (_call, count) {
        for (let i = 0; i < count; i++) yield i;
        throw new Error('stream trouble');
      },
    }),
    hubMethod({
      name: 'TestSum',
      takes: [],
      uploads: [int],
      run: async (_call, numbers) => {
        let sum = 0;
        for await (const number of numbers) sum += number;
        return sum;
      },
    }),
  ];
}

/** The claims that ASP.NET takes for the user's identifier. */
function userId(claims: JWTPayload): unknown {
  return (
    claims['nameid'] ??
    claims.sub ??
    claims['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier'] ??
    null
  );
}

/** One of each: how names and values of .NET look on the wire. Dictionary keys stay as they are. */
function dto(dotnetNames: boolean): unknown {
  const name = (pascal: string, camel: string): string => (dotnetNames ? pascal : camel);
  const bytes = Uint8Array.from([1, 2, 255]);
  return {
    [name('PascalCase', 'pascalCase')]: 'x',
    [name('URLValue', 'urlValue')]: 'u',
    [name('NullInt', 'nullInt')]: null,
    [name('Enum', 'enum')]: 1,
    [name('Guid', 'guid')]: '29f6e823-b484-e611-80c9-00505689257e',
    [name('Utc', 'utc')]: '2020-08-18T07:42:13.3333333Z',
    [name('Unspecified', 'unspecified')]: '0001-01-01T00:00:00',
    [name('Whole', 'whole')]: '2020-01-01T12:00:00Z',
    [name('Offset', 'offset')]: '2020-01-01T12:00:00+02:00',
    [name('Bytes', 'bytes')]: dotnetNames ? bytes : Buffer.from(bytes).toString('base64'),
    [name('Dict', 'dict')]: { KeyOne: 1, keyTwo: 2 },
    [name('Double', 'double')]: 1.5,
    [name('Decimal', 'decimal')]: 2.5,
    [name('Long', 'long')]: 9_007_199_254_740_992,
    [name('Nested', 'nested')]: { [name('InnerName', 'innerName')]: 'n', [name('List', 'list')]: ['A'] },
    [name('Text', 'text')]: 'åäö <b> & " \' \u2028 €',
  };
}
