import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Attempt } from '../../src/channels/message.ts';
import type { RunRecord } from '../../src/record/record.ts';
import type { RunResult } from '../../src/record/run-result.ts';
import { startRun } from '../../src/run/run.ts';
import { loadScenario, type ScenarioInput } from '../../src/scenario/index.ts';
import { makeCertificateDirectory } from '../http/setting.ts';
import { day } from './play.ts';
import { openWireReceiver, type WireReceiver, type WireReceiverOptions } from './wire-receiver.ts';

const certificates = await makeCertificateDirectory();
const file = (name: string): string => path.join(certificates, name);

/** A run as both sides of the wire saw it, once every connection has ended. */
interface Played extends Pick<WireReceiver, 'connections' | 'refused' | 'requests'> {
  readonly records: readonly RunRecord[];
  readonly attempts: readonly Attempt[];
  readonly result: RunResult;
}

async function play(
  faults: NonNullable<ScenarioInput['faults']>,
  options: WireReceiverOptions = {},
  more: Partial<ScenarioInput> = {},
): Promise<Played> {
  const receiver = await openWireReceiver(options);
  const { url } = receiver;
  const secure =
    options.certificates === undefined
      ? {}
      : { tls: { cert: file('client.pem'), key: file('client-key.pem'), ca: file('ca.pem') } };
  const raw = { url, timeout_ms: 400, retry_pause: { first: '4ms', max: '20ms' } };
  const records: RunRecord[] = [];
  const scenario = day(url, { duration: '5m', targets: { asapp: { raw, ...secure } }, faults, ...more });
  const run = await startRun(loadScenario(scenario), { sinks: [(record) => void records.push(record)] });
  const result = await run.result;
  // Comes once every connection is closed: none is left behind.
  await receiver.close();
  const attempts = records.flatMap((one) => (one.type === 'attempt' ? [one.attempt] : []));
  const { rendered, copied, filtered, withheld, delivered, dropped, cutOff } = result.summary;
  expect(rendered + copied).toBe(filtered + withheld + delivered + dropped + cutOff);
  return { ...receiver, records, attempts, result };
}

const overTls = { certificates };
let plain: Played;
beforeAll(async () => {
  plain = await play([]);
  expect(plain.requests().length).toBeGreaterThan(20);
});

/** The bodies of a run, in the order in which they came. */
const bodies = ({ requests }: Played): string[] => requests().map(({ body }) => body);
const errors = ({ attempts }: Played): (string | null)[] => attempts.map(({ error }) => error);

test.each([
  { when: 'before_body', whole: (seen: Buffer) => seen.toString().endsWith('\r\n\r\n') },
  { when: 'within_body', whole: (seen: Buffer) => /\r\n\r\n\{.+[^}]$/s.test(seen.toString()) },
] as const)('reset $when: so much comes, and then a TCP reset', async ({ when, whole }) => {
  for (const options of [{}, overTls]) {
    const played = await play([{ fault: 'reset', when, first: 2, where: { attempt: 1 } }], options);
    const broken = played.connections.filter(({ ended }) => ended === 'ECONNRESET');
    expect(broken).toHaveLength(2);
    for (const { unfinished, requests } of broken) {
      expect(whole(unfinished)).toBe(true);
      expect(requests).toEqual([]);
    }
    // The vendor tries again, and everything comes in the end.
    expect(bodies(played).toSorted()).toEqual(bodies(plain).toSorted());
    expect(errors(played).filter((error) => error === 'fault reset')).toHaveLength(2);
    expect(played.result.summary.faults).toEqual({ reset: { kind: 'reset', touched: 2 } });
  }
});

test.each(['after_body', 'within_answer'] as const)(
  'reset %s: the receiver has had all of it, and gets it again with the same bytes',
  async (when) => {
    for (const options of [{}, overTls]) {
      const played = await play([{ fault: 'reset', when, first: 1, where: { attempt: 1 } }], options);
      const broken = played.connections.filter(({ ended }) => ended === 'ECONNRESET');
      expect(broken.map(({ requests }) => requests.length)).toEqual([1]);
      const [body] = broken.flatMap(({ requests }) => requests.map((one) => one.body));
      expect(bodies(played).filter((one) => one === body)).toHaveLength(2);
      expect(errors(played).filter((error) => error === 'fault reset')).toHaveLength(1);
    }
  },
);

test('reset of every attempt: the message is dropped as the vendor drops it, for the fault and not for the receiver', async () => {
  const { result, attempts } = await play([{ fault: 'reset', name: 'half a body', first: 1 }]);
  expect(result.summary).toMatchObject({ dropped: 1, open: 0 });
  expect(attempts.filter(({ messageSeq }) => messageSeq === 1).map(({ error }) => error)).toEqual(
    Array.from({ length: 4 }, () => 'fault half a body'),
  );
});

test('half_open: all but the last byte comes, and nothing more until the time-out', async () => {
  for (const options of [{}, overTls]) {
    const played = await play([{ fault: 'half_open', first: 1, where: { attempt: 1 } }], options);
    const [silent, ...others] = played.connections.filter(({ unfinished }) => unfinished.length > 0);
    expect(others).toEqual([]);
    const [head = '', body = ''] = silent?.unfinished.toString().split('\r\n\r\n') ?? [];
    const length = Number(/content-length: (\d+)/.exec(head)?.[1]);
    expect(Buffer.byteLength(body)).toBe(length - 1);
    const [first] = played.attempts.filter(({ error }) => error !== null);
    expect(first?.error).toBe('fault half_open');
    expect((first?.finishedMs ?? 0) - (first?.startedMs ?? 0)).toBeGreaterThanOrEqual(400);
  }
});

test('slow: the bytes come no faster than that, and count when they are there in time', async () => {
  const played = await play([{ fault: 'slow', bytes_per_second: 5000, times: 1 }], overTls);
  const [slowest] = played.requests().toSorted((a, b) => b.tookMs - a.tookMs);
  const bytes = (slowest?.head.length ?? 0) + Buffer.byteLength(slowest?.body ?? '');
  // The last piece is not waited for.
  expect(slowest?.tookMs).toBeGreaterThan(((bytes - 100) / 5000) * 1000 * 0.9);
  expect(slowest?.pieces.every((piece) => piece <= 50)).toBe(true);
  expect(bodies(played).toSorted()).toEqual(bodies(plain).toSorted());
});

test('slow headers, then the body at once; too slow for the vendor’s time-out is the fault’s doing', async () => {
  const { requests } = await play(
    [{ fault: 'slow', part: 'headers', bytes_per_second: 5000, times: 1 }],
    overTls,
  );
  const [first] = requests().filter(({ pieces }) => pieces.length > 1);
  expect(first?.pieces.at(-1)).toBe(Buffer.byteLength(first?.body ?? ''));

  const played = await play([{ fault: 'slow', bytes_per_second: 100, times: 1, where: { attempt: 1 } }]);
  expect(errors(played).filter((error) => error !== null)).toEqual(['fault slow']);
  expect(bodies(played).toSorted()).toEqual(bodies(plain).toSorted());
});

test('split: a byte at a time, each in a TLS record of its own', async () => {
  const { requests } = await play([{ fault: 'split', times: 2 }], overTls);
  const split = requests().filter(({ pieces }) => pieces.length > 10);
  expect(split).toHaveLength(2);
  for (const { pieces, head, body } of split) {
    expect(pieces).toHaveLength(head.length + Buffer.byteLength(body));
  }
});

test('no_keep_alive: a connection for each request, which says so', async () => {
  const { connections, requests } = await play([{ fault: 'no_keep_alive' }], overTls);
  expect(connections).toHaveLength(requests().length);
  for (const { head } of requests()) expect(head).toMatch(/\r\nconnection: close\r\n/);
});

test('many_connections: so many at once, each used in its turn, and all of them stay open', async () => {
  const count = 12;
  const { connections, requests } = await play([{ fault: 'many_connections', count }], overTls);
  expect(connections).toHaveLength(count);
  const uses = connections.map((one) => one.requests.length);
  expect(Math.max(...uses) - Math.min(...uses)).toBeLessThanOrEqual(1);
  expect(uses.reduce((sum, used) => sum + used, 0)).toBe(requests().length);
});

test.each(['1.0', '1.1', '1.2'] as const)(
  'tls_version: TLS %s is spoken with who takes it',
  async (version) => {
    const options = { certificates, minVersion: 'TLSv1' } as const;
    const { connections, result } = await play([{ fault: 'tls_version', version, first: 1 }], options);
    const protocols = connections.map(({ tls }) => tls?.protocol);
    const names = { '1.0': 'TLSv1', '1.1': 'TLSv1.1', '1.2': 'TLSv1.2' };
    expect(new Set(protocols)).toEqual(new Set([names[version], 'TLSv1.3']));
    expect(result.summary.dropped).toBe(0);
  },
);

test('tls_version: a receiver that refuses it is told with its alert, beside the fault', async () => {
  const { refused, attempts, result } = await play(
    [{ fault: 'tls_version', version: '1.2', first: 1 }],
    overTls,
  );
  expect(new Set(refused)).toEqual(new Set(['ERR_SSL_UNSUPPORTED_PROTOCOL']));
  const failed = attempts.filter(({ error }) => error !== null);
  expect(failed).toHaveLength(4);
  expect(failed[0]).toMatchObject({ error: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', faults: ['tls_version'] });
  expect(result.summary.errors).toEqual({
    'fault tls_version: ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION': 4,
  });
});

test.each([
  { shows: 'none', error: 'ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE' },
  { shows: 'expired', error: 'CERT_HAS_EXPIRED' },
  { shows: 'not_yet_valid', error: 'CERT_NOT_YET_VALID' },
  { shows: 'wrong_ca', error: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
  { shows: 'wrong_eku', error: 'INVALID_PURPOSE' },
] as const)(
  'certificate that shows $shows: a careful receiver refuses it, and the next good one is let in',
  async ({ shows }) => {
    const { connections, attempts, requests, result } = await play(
      [{ fault: 'certificate', shows, first: 1 }],
      overTls,
    );
    expect(requests()).toHaveLength(result.summary.delivered);
    expect(result.summary).toMatchObject({ dropped: 1, open: 0 });
    expect(connections.every(({ tls }) => tls?.isAuthorized)).toBe(true);
    expect(attempts.filter(({ faults }) => faults !== undefined).every(({ error }) => error !== null)).toBe(
      true,
    );
  },
);

test('certificate: a careless receiver is seen to take it', async () => {
  const { connections, result } = await play([{ fault: 'certificate', shows: 'expired', first: 1 }], {
    certificates,
    insists: false,
  });
  expect(connections.filter(({ tls }) => tls?.isAuthorized === false)).toHaveLength(1);
  expect(result.summary.dropped).toBe(0);
});

test('certificate with another Subject, or out of another folder', async () => {
  const other = await play([{ fault: 'certificate', shows: 'other_subject', first: 1 }], overTls);
  expect(new Set(other.connections.map(({ tls }) => tls?.subject))).toEqual(
    new Set(['CN=wrong-subject', 'CN=com.example.test']),
  );
  const folder = file('bad/wrong-host');
  const renewed = await play([{ fault: 'certificate', folder, first: 1 }], overTls);
  expect(renewed.connections.some(({ tls }) => tls?.subject === 'CN=wrong-subject')).toBe(true);
});

test('no_resumption: every connection begins with a whole handshake', async () => {
  const resumed = await play([{ fault: 'no_keep_alive' }], overTls);
  expect(resumed.connections.filter(({ tls }) => tls?.isResumed).length).toBeGreaterThan(0);
  const { connections } = await play([{ fault: 'no_keep_alive' }, { fault: 'no_resumption' }], overTls);
  expect(connections.some(({ tls }) => tls?.isResumed)).toBe(false);
});

test('expect_continue: the body comes when the receiver wants it, or has said nothing for long enough', async () => {
  const asked = await play([{ fault: 'expect_continue', at_most_ms: 60_000 }], overTls);
  for (const { head, pieces, body } of asked.requests()) {
    expect(head).toMatch(/\r\nexpect: 100-continue\r\n/);
    expect(pieces).toEqual([head.length, Buffer.byteLength(body)]);
  }
  expect(bodies(asked)).toEqual(bodies(plain));
  const silent = { saysContinue: false };
  const waited = await play([{ fault: 'expect_continue', at_most_ms: 50, times: 1 }], silent);
  expect(Math.max(...waited.requests().map(({ tookMs }) => tookMs))).toBeGreaterThanOrEqual(45);
  expect(bodies(waited)).toEqual(bodies(plain));
});

test('expect_continue beyond the time-out: the attempt ends for the fault, by its name', async () => {
  const faults = [
    { fault: 'expect_continue', name: 'asks first', at_most_ms: 60_000, first: 1, where: { attempt: 1 } },
  ] as const;
  const { attempts } = await play([...faults], { saysContinue: false });
  expect(attempts.flatMap(({ error }) => error ?? [])).toEqual(['fault asks first']);
});

test('a receiver that never shakes hands is to blame itself, whatever fault the attempt is under', async () => {
  const silent = createServer((socket) => void socket.resume());
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
  const { port } = silent.address() as AddressInfo;
  const raw = { url: `https://127.0.0.1:${port}/`, timeout_ms: 50, retries: 0 };
  const asapp = { raw, tls: { ca: file('ca.pem') } };
  const errorsUnder = async (fault: NonNullable<ScenarioInput['faults']>[number]): Promise<unknown> => {
    const scenario = day('', { duration: '1m', targets: { asapp }, faults: [fault] });
    const run = await startRun(loadScenario(scenario));
    return Object.keys((await run.result).summary.errors);
  };
  expect(await errorsUnder({ fault: 'no_keep_alive' })).toEqual(['fault no_keep_alive: timeout']);
  expect(await errorsUnder({ fault: 'split' })).toEqual(['fault split: timeout']);
  await new Promise((closed) => silent.close(closed));
});

test('chunked: no length, the same body, on connections that stay', async () => {
  const played = await play([{ fault: 'chunked', bytes: 7 }], overTls);
  expect(bodies(played)).toEqual(bodies(plain));
  expect(played.connections).toHaveLength(1);
  for (const { head } of played.requests()) {
    expect(head).toMatch(/\r\ntransfer-encoding: chunked\r\n/);
    expect(head).not.toMatch(/content-length/);
  }
});

test('several at once are put together: chunks, byte by byte, after a question, on connections of their own', async () => {
  const played = await play(
    [
      { fault: 'no_keep_alive' },
      { fault: 'chunked', bytes: 100 },
      { fault: 'expect_continue' },
      { fault: 'split', bytes: 40 },
    ],
    overTls,
  );
  expect(bodies(played).toSorted()).toEqual(bodies(plain).toSorted());
  for (const { head, pieces } of played.requests()) {
    expect(head).toMatch(/connection: close[^]*transfer-encoding: chunked[^]*expect: 100-continue/);
    expect(Math.max(...pieces.slice(1))).toBe(40);
  }
  const { touched } = played.result.summary.faults['split'] ?? {};
  expect(touched).toBe(played.attempts.length);
});

test('the first two tries fail, and then it works: one line', async () => {
  const { attempts, result } = await play([{ fault: 'reset', where: { attempt: [1, 2] } }]);
  expect(result.summary.dropped).toBe(0);
  const tries = Map.groupBy(attempts, ({ messageSeq }) => messageSeq);
  for (const [, its] of tries)
    expect(its.map(({ error }) => error)).toEqual(['fault reset', 'fault reset', null]);
});

test('what is expected of the messages of a fault begins with the first attempt that it touched', async () => {
  const faults = [{ fault: 'reset', name: 'cut', first: 1, where: { attempt: [1, 2] } }] as const;
  const { result } = await play(
    [...faults],
    {},
    {
      expect: [
        { metric: 'attempts', fault: 'cut', min: 3, max: 3 },
        { status: { none: { min: 2, max: 2 } }, fault: 'cut' },
        { retries: { pause: { min: '1ms' } }, fault: 'cut' },
      ],
    },
  );
  expect(result.expectations.filter(({ ok }) => !ok)).toEqual([]);
});

test('what is told again later leaves as it should, whatever was done to it the first time', async () => {
  const cut = { fault: 'reset', first: 3, where: { attempt: 1 } } as const;
  const { result } = await play([cut, { fault: 'stale', from_last: 3 }, { fault: 'duplicate' }]);
  expect(result.summary.faults['reset']).toEqual({ kind: 'reset', touched: 3 });
  expect(result.summary.faults['stale']?.touched).toBeGreaterThan(20);
});

test('the record says which attempt was touched', async () => {
  const { records } = await play([{ fault: 'reset', name: 'cut', first: 1, where: { attempt: [1, 2] } }]);
  const faults = records.flatMap((one) =>
    one.type === 'fault' ? [{ seq: one.message?.seq, ...one.fault }] : [],
  );
  expect(faults).toEqual([
    { seq: 1, name: 'cut', kind: 'reset', what: 'within_body', try: 1 },
    { seq: 1, name: 'cut', kind: 'reset', what: 'within_body', try: 2 },
  ]);
});

test('with a probability each try is drawn for itself: same seed, same tries; another seed, others; 0 is none', async () => {
  const faults = (probability: number) => [{ fault: 'reset', probability } as const];
  const triesOf = ({ attempts }: Played): string[] =>
    attempts
      .filter(({ faults: done }) => done !== undefined)
      .map((one) => `${one.messageSeq}.${one.try}`)
      .toSorted();
  const [one, two, other, none] = await Promise.all([
    play(faults(0.4)),
    play(faults(0.4)),
    play(faults(0.4), {}, { seed: 6 }),
    play(faults(0)),
  ]);
  expect(triesOf(one).some((which) => which.endsWith('.2'))).toBe(true);
  expect(triesOf(two)).toEqual(triesOf(one));
  expect(triesOf(other)).not.toEqual(triesOf(one));
  expect(bodies(none)).toEqual(bodies(plain));
});

test('a copy of a message leaves as it should', async () => {
  const played = await play([
    { fault: 'chunked', first: 1 },
    { fault: 'duplicate', first: 1 },
  ]);
  const [first, second] = played.requests().filter(({ body }) => body === bodies(played)[0]);
  expect(first?.head).toMatch(/transfer-encoding/);
  expect(second?.head).toMatch(/content-length/);
});

test('a certificate that is not there is told before the run, with the way out', async () => {
  const faults = [{ fault: 'certificate', shows: 'expired' } as const];
  const folder = file('bad/wrong-host');
  const tls = { cert: path.join(folder, 'client.pem'), key: path.join(folder, 'client-key.pem') };
  const scenario = day('https://127.0.0.1:9/', {
    targets: { asapp: { tls, raw: { url: 'https://127.0.0.1:9/' } } },
    faults,
  });
  await expect(startRun(loadScenario(scenario))).rejects.toThrow(
    /bad\/expired\/client\.pem: The fault certificate cannot be done\. There is no such file\. `phoney certs --bad`/,
  );
});

test('what is done to TLS is refused where there is none, in the scenario and while it runs', async () => {
  const faults = [{ fault: 'no_resumption' } as const];
  const http = 'http://127.0.0.1:9/';
  expect(() => loadScenario(day(http, { faults }))).toThrow(/no_resumption is done to TLS/);
  const run = await startRun(loadScenario(day(http, { pace: { speed: 1 } })), { paused: true });
  await expect(run.command({ do: 'fault.start', fault: 'certificate', shows: 'none' })).rejects.toThrow(
    /certificate is done to TLS, and the addresses of asapp are http:/,
  );
  run.stop();
  await run.result;
});
