import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { machineClock } from '../../src/lib/clock.ts';
import { isProblem, RecordReader } from '../../src/record/read-record.ts';
import { SummaryFold } from '../../src/record/summary.ts';
import { makeFolder, phoney, startPhoney, startReceiver, type Reply, type TestReceiver } from './world.ts';

const folder = makeFolder();
const certs = path.join(folder.path, 'certs');
const clientFlags = ['--cert', 'client.pem', '--key', 'client-key.pem', '--ca', 'ca.pem'].map((part) =>
  part.endsWith('.pem') ? path.join(certs, part) : part,
);

interface SummaryLine {
  verdict: string;
  books: { rendered: number; filtered: number; delivered: number; dropped: number; cutOff: number };
  expectations: { id: string; ok: boolean }[];
}

interface ToldCommand {
  at: string;
  do: string;
  given: Record<string, unknown>;
  trigger: { command: string; event: string; at: string; contact?: string };
}

const write = (name: string, text: string): string => {
  const file = path.join(folder.path, name);
  writeFileSync(file, text);
  return file;
};

/** A quarter of an hour in a small centre, told through one raw target. */
const scenario = (target: string, more = ''): string => `
seed: 7
duration: 15m
pace: max
grace: 5s
centre:
  queues: [{ name: Sales }]
  agents: [{ name: agent, count: 5, queues: [Sales] }]
traffic: [{ profile: voice, queue: Sales, per_hour: 40 }]
targets:
  asapp:
    raw: { url: 'https://localhost:1', ${target} }
${more}`;

const readSummary = (stdout: string): SummaryLine =>
  JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as SummaryLine;

const expectBalance = ({ books }: SummaryLine): void => {
  expect(books.filtered + books.delivered + books.dropped + books.cutOff).toBe(books.rendered);
  expect(books.rendered).toBeGreaterThan(100);
};

const readRecords = (file: string): Record<string, unknown>[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

beforeAll(async () => {
  const { code, stderr } = await phoney(['certs', '--out', certs, '--key-type', 'p256', '--bad']);
  expect(code, stderr).toBe(0);
});

afterAll(() => {
  folder.remove();
});

async function withReceiver<T>(
  replyTo: (nth: number, body: string) => Reply,
  use: (receiver: TestReceiver) => Promise<T>,
): Promise<T> {
  const receiver = await startReceiver(certs, replyTo);
  try {
    return await use(receiver);
  } finally {
    await receiver.close();
  }
}

test('a receiver that takes everything gets every message once', async () => {
  await withReceiver(
    () => 200,
    async (receiver) => {
      const file = write('good.yaml', scenario('timeout_ms: 3000'));
      const { code, stdout, stderr } = await phoney([
        'run',
        file,
        '--url',
        receiver.url,
        '--json',
        ...clientFlags,
      ]);
      expect(code, stderr).toBe(0);
      const summary = readSummary(stdout);
      expectBalance(summary);
      expect(summary.verdict).toBe('passed');
      expect(summary.books.delivered).toBe(summary.books.rendered);
      expect(receiver.replies.size).toBe(summary.books.delivered);
      expect(receiver.requestCount).toBe(summary.books.delivered);
    },
  );
});

test('whatever a receiver does, the books balance and what is called delivered did get a 200', async () => {
  const misbehave = (nth: number): Reply => {
    if (nth % 20 === 0) return 'reset';
    if (nth % 17 === 0) return 'half an answer';
    if (nth % 10 === 0) return 'silence';
    if (nth % 3 === 0) return 500;
    return nth % 7 === 0 ? 201 : 200;
  };
  await withReceiver(misbehave, async (receiver) => {
    const file = write(
      'bad-receiver.yaml',
      scenario('timeout_ms: 150, retries: 2, retry_pause: { first: 5ms, max: 20ms }'),
    );
    const record = path.join(folder.path, 'bad-receiver.ndjson');
    const { code, stdout, stderr } = await phoney([
      'run',
      file,
      '--url',
      receiver.url,
      '--json',
      '--record',
      record,
      ...clientFlags,
    ]);
    const summary = readSummary(stdout);
    expectBalance(summary);
    expect(summary.books.dropped).toBeGreaterThan(0);
    expect(code, stderr).toBe(1);

    const records = readRecords(record);
    const outcomes = records.filter(({ type }) => type === 'outcome');
    expect(outcomes.length).toBe(summary.books.rendered);
    for (const { eventId, outcome } of outcomes as { eventId: string; outcome: string }[]) {
      const replies = receiver.replies.get(eventId) ?? [];
      expect(replies.length).toBeLessThanOrEqual(3);
      // Not only the last one: an attempt that timed out may be answered after the one that followed it.
      if (outcome === 'delivered') expect(replies).toContain(200);
      expect(receiver.bodies.get(eventId)?.size ?? 0).toBeLessThanOrEqual(1);
    }
    const attempts = records.filter(({ type }) => type === 'attempt') as {
      messageSeq: number;
      try: number;
    }[];
    const tries = Map.groupBy(attempts, ({ messageSeq }) => messageSeq);
    for (const of of tries.values())
      expect(of.map((attempt) => attempt.try)).toEqual(of.map((_, index) => index + 1));
  });
});

test('a receiver that is down costs every message, and the run says so', async () => {
  const file = write('down.yaml', scenario('retries: 0, timeout_ms: 500'));
  const { code, stdout, stderr } = await phoney(['run', file, '--json', '--duration', '2m', ...clientFlags]);
  const { books, verdict } = readSummary(stdout);
  expect(code, stderr).toBe(1);
  expect(verdict).toBe('failed');
  expect(books.delivered).toBe(0);
  expect(books.dropped).toBe(books.rendered);
  expect(stderr).toContain('ECONNREFUSED');
});

test.each([
  ['without a client certificate', ['--ca', 'ca.pem']],
  [
    'with a client certificate of another authority',
    ['--cert', 'bad/wrong-ca/client.pem', '--key', 'bad/wrong-ca/client-key.pem', '--ca', 'ca.pem'],
  ],
  [
    'with an expired client certificate',
    ['--cert', 'bad/expired/client.pem', '--key', 'bad/expired/client-key.pem', '--ca', 'ca.pem'],
  ],
  ['when it does not trust the receiver', ['--cert', 'client.pem', '--key', 'client-key.pem']],
])('nothing is delivered %s, even when the environment asks for leniency', async (_, flags) => {
  await withReceiver(
    () => 200,
    async (receiver) => {
      const file = write('refused.yaml', scenario('retries: 0, timeout_ms: 1000'));
      const paths = flags.map((flag) => (flag.endsWith('.pem') ? path.join(certs, flag) : flag));
      const args = ['run', file, '--url', receiver.url, '--json', '--duration', '2m', ...paths];
      const { code, stdout } = await phoney(args, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
      expect(code).toBe(1);
      expect(readSummary(stdout).books.delivered).toBe(0);
      expect(receiver.requestCount).toBe(0);
    },
  );
});

test('who names an authority trusts no other, not even one of the environment', async () => {
  await withReceiver(
    () => 200,
    async (receiver) => {
      const file = write('own-ca.yaml', scenario('retries: 0, timeout_ms: 1000'));
      const flags = clientFlags.map((flag) =>
        flag.endsWith('/ca.pem') ? path.join(certs, 'bad/wrong-ca/ca.pem') : flag,
      );
      const args = ['run', file, '--url', receiver.url, '--json', '--duration', '2m', ...flags];
      const { code } = await phoney(args, { NODE_EXTRA_CA_CERTS: path.join(certs, 'ca.pem') });
      expect(code).toBe(1);
      expect(receiver.requestCount).toBe(0);
    },
  );
});

test('the first Ctrl-C stops and drains, and the books are printed', async () => {
  await withReceiver(
    () => 200,
    async (receiver) => {
      const file = write('stopped.yaml', scenario('timeout_ms: 3000'));
      const running = startPhoney([
        'run',
        file,
        '--url',
        receiver.url,
        '--json',
        '--rate',
        '50',
        ...clientFlags,
      ]);
      await waitUntil(() => receiver.requestCount > 5);
      running.process.kill('SIGINT');
      const { code, stdout, stderr } = await running.ended;
      expect(code).toBe(130);
      const { books } = readSummary(stdout);
      expect(books.filtered + books.delivered + books.dropped + books.cutOff).toBe(books.rendered);
      expect(books.cutOff).toBe(0);
      expect(stderr).toContain('books');
    },
  );
});

test('the second Ctrl-C ends at once, and what was open is cut off', async () => {
  await withReceiver(
    () => 'silence',
    async (receiver) => {
      const file = write('cut-off.yaml', scenario('timeout_ms: 60000', '').replace('grace: 5s', 'grace: 1h'));
      const running = startPhoney([
        'run',
        file,
        '--url',
        receiver.url,
        '--json',
        '--rate',
        '50',
        ...clientFlags,
      ]);
      let stderr = '';
      running.process.stderr?.on('data', (data: Buffer) => (stderr += data.toString()));
      await waitUntil(() => receiver.requestCount > 5);
      running.process.kill('SIGINT');
      await waitUntil(() => stderr.includes('Stopping'));
      running.process.kill('SIGTERM');
      const { code, stdout } = await running.ended;
      expect(code).toBe(130);
      const { books } = readSummary(stdout);
      expect(books.cutOff).toBeGreaterThan(5);
      expect(books.filtered + books.delivered + books.dropped + books.cutOff).toBe(books.rendered);
    },
  );
});

test('the same seed gives the same bytes, another seed others, at any pace', async () => {
  const file = write('bytes.yaml', scenario('timeout_ms: 3000'));
  const dryRun = async (...flags: string[]): Promise<string> =>
    (await phoney(['run', file, '--dry-run', '--quiet', ...flags])).stdout;
  const once = await dryRun();
  expect(await dryRun()).toBe(once);
  expect(await dryRun('--seed', '8')).not.toBe(once);

  const bodies = new Map(
    once
      .trim()
      .split('\n')
      .map((line) => {
        const { seq, body } = JSON.parse(line) as { seq: number; body: string };
        return [seq, body];
      }),
  );
  await withReceiver(
    () => 200,
    async (receiver) => {
      const record = path.join(folder.path, 'bytes.ndjson');
      await phoney([
        'run',
        file,
        '--url',
        receiver.url,
        '--speed',
        '600',
        '--record',
        record,
        '--quiet',
        ...clientFlags,
      ]);
      const sent = readRecords(record).filter(({ type }) => type === 'message') as {
        seq: number;
        body: string;
      }[];
      expect(new Map(sent.map(({ seq, body }) => [seq, body]))).toEqual(bodies);
    },
  );
});

test('at a rate, messages are due evenly whatever the simulated time, for as long as asked', async () => {
  await withReceiver(
    () => 200,
    async (receiver) => {
      const file = write('rate.yaml', scenario('timeout_ms: 3000'));
      const record = path.join(folder.path, 'rate.ndjson');
      const args = [
        'run',
        file,
        '--url',
        receiver.url,
        '--rate',
        '200',
        '--duration',
        '2s',
        '--record',
        record,
        '--json',
        ...clientFlags,
      ];
      const { code, stderr } = await phoney(args);
      expect(code, stderr).toBe(0);
      const attempts = readRecords(record).filter(({ type }) => type === 'attempt') as {
        messageSeq: number;
        dueMs: number;
      }[];
      const due = attempts.sort((a, b) => a.messageSeq - b.messageSeq).map(({ dueMs }) => dueMs);
      for (let i = 1; i < due.length; i++) expect((due[i] ?? 0) - (due[i - 1] ?? 0)).toBeCloseTo(5, 3);
      expect(due.length).toBe(400);
    },
  );
});

test('mistakes are told all at once with their places, and nothing is sent', async () => {
  const file = write('typo.yaml', scenario('timeout_ms: soon').replace('per_hour', 'per_huor'));
  const { code, stdout, stderr } = await phoney(['run', file]);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/typo\.yaml:\d+:\d+ traffic\[0\]\.per_huor: .*per_hour/);
  expect(stderr).toMatch(/typo\.yaml:\d+:\d+ targets\.asapp\.raw\.timeout_ms: /);
  expect(stderr).not.toContain('    at ');
});

test.each([
  [['run', 'missing.yaml'], 2, /missing\.yaml/],
  [['run', 'good.yaml', '--speed', 'fast'], 2, /"fast" is not a number/],
  [['run', 'good.yaml', '--no-such-flag'], 2, /no-such-flag/],
  [['run', 'good.yaml', '--url', 'asapp.jurney=https://localhost/'], 2, /asapp\.raw/],
  [['run', 'good.yaml', '--url', 'http://example.com/'], 2, /https/],
  [['run', 'good.yaml', '--url', 'localhost'], 2, /"localhost" is not an https: address/],
  [['run', 'nowhere.yaml', '--url', 'https://localhost/'], 2, /no targets/],
  [['run', 'good.yaml', '--cert', 'none.pem', '--key', 'none.pem'], 2, /none\.pem/],
  [['run', 'good.yaml', '--record', 'no/such/folder/x.ndjson'], 3, /no\/such\/folder/],
  [['nonsense'], 2, /nonsense/],
] as const)('phoney %j ends with %d and says why', async (args, expected, why) => {
  write('good.yaml', scenario('timeout_ms: 3000'));
  write('nowhere.yaml', scenario('timeout_ms: 3000').replace(/^targets:[^]*/m, ''));
  const { code, stdout, stderr } = await phoney(args, {}, folder.path);
  expect(stderr).toMatch(why);
  expect(stdout).toBe('');
  expect(code).toBe(expected);
});

test.each(['stdout', 'stderr'] as const)(
  'a reader of %s that goes away changes nothing about how the run ends',
  async (stream) => {
    const file = write('unread.yaml', scenario('retries: 0'));
    const running = startPhoney(['run', file, '--duration', '1m', '--json', ...clientFlags]);
    running.process[stream]?.destroy();
    const { code } = await running.ended;
    expect(code).toBe(1);
  },
);

test('nothing but text goes to a pipe', async () => {
  const file = write('plain.yaml', scenario('retries: 0'));
  const { stdout, stderr } = await phoney(['run', file, '--duration', '1m', '--json', ...clientFlags]);
  expect(stdout + stderr).not.toContain('\u001B');
});

async function waitUntil(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

test('a record can be read back: its first line ties both clocks together, and its lines make the same books', async () => {
  await withReceiver(
    (nth) => (nth % 5 === 0 ? 500 : 200),
    async (receiver) => {
      const file = write('read-back.yaml', scenario('timeout_ms: 3000, retries: 0'));
      const record = path.join(folder.path, 'read-back.ndjson');
      const flags = ['--url', receiver.url, '--json', '--record', record, ...clientFlags];
      const beforeMs = machineClock.wallMs();
      const { stdout } = await phoney(['run', file, ...flags]);
      const afterMs = machineClock.wallMs();

      const reader = new RecordReader();
      const fold = new SummaryFold();
      const [header, ...records] = readFileSync(record, 'utf8')
        .trim()
        .split('\n')
        .map((line) => reader.read(line));
      if (header === undefined || isProblem(header) || header.type !== 'run') throw new Error('no header');
      expect(header).toMatchObject({ scenario: file, seed: 7, simulatedStartMs: Date.UTC(2026, 2, 2, 8) });
      const wallOf = (monotonicMs: number): number =>
        header.startedAtMs + monotonicMs - header.startedMonotonicMs;
      for (const one of records) {
        if (isProblem(one) || one.type === 'run') throw new Error(JSON.stringify(one));
        if (one.type === 'end') continue;
        fold.add(one);
        if (one.type !== 'attempt') continue;
        expect(wallOf(one.attempt.startedMs)).toBeGreaterThan(beforeMs);
        expect(wallOf(one.attempt.finishedMs)).toBeLessThan(afterMs + 2);
      }
      const { rendered, delivered, dropped } = fold.read();
      expect(readSummary(stdout).books).toMatchObject({ rendered, delivered, dropped });
      expect(dropped).toBeGreaterThan(0);
    },
  );
});

test('a run that had nothing to send has not passed', async () => {
  const file = write('nothing.yaml', 'centre: { queues: [{ name: Sales }] }\npace: max\nduration: 1m\n');
  const { code, stdout, stderr } = await phoney(['run', file, '--json']);
  expect(code).toBe(1);
  expect(stderr).toContain('✗ something was sent: 0, expected at least 1');
  expect(JSON.parse(stdout)).toMatchObject({
    verdict: 'failed',
    latencyMs: { count: 0, p99: null, max: null },
  });

  const meant = write('meant.yaml', `${readFileSync(file, 'utf8')}expect: [{ metric: rendered, max: 0 }]\n`);
  expect((await phoney(['run', meant])).code).toBe(0);
});

test('a command that had no effect is told, and fails the run', async () => {
  await withReceiver(
    () => 200,
    async (receiver) => {
      const late = '\ncommands: [{ at: 08:02, do: agent.log-in, agent: agent-1 }]\n';
      const file = write('refused.yaml', scenario('timeout_ms: 3000', late));
      const { code, stdout, stderr } = await phoney([
        'run',
        file,
        '--url',
        receiver.url,
        '--json',
        ...clientFlags,
      ]);
      expect(code).toBe(1);
      expect(stderr).toContain('refused   1 command had no effect');
      expect(stderr).toContain('2026-03-02 08:02:00 agent.log-in: agent-1 is logged in already.');
      expect(stderr).toContain('✗ no command refused: 1, expected at most 0');
      expect(JSON.parse(stdout)).toMatchObject({
        refusedCommands: 1,
        refused: [{ command: 'agent.log-in', reason: 'agent-1 is logged in already.' }],
      });
    },
  );
});

test('commands that come after events are told to the receiver, and the record says what triggered them', async () => {
  await withReceiver(
    () => 200,
    async (receiver) => {
      const commands = `
commands:
  - { after: { event: contact.connected, nth: 2, plus: 5s }, do: contact.hang-up, contact: $event }
  - { after: { event: contact.ended }, do: agent.set-status, agents: agent-4..agent-5, status: lunch }
  - { at: 08:05, do: contact.start, queue: Sales, repeat: { every: 1m, times: 3 } }
`;
      const file = write('triggered.yaml', scenario('timeout_ms: 3000', commands));
      const record = path.join(folder.path, 'triggered.ndjson');
      const { code, stderr } = await phoney([
        'run',
        file,
        '--url',
        receiver.url,
        '--record',
        record,
        ...clientFlags,
      ]);
      expect(code, stderr).toBe(0);
      const told = readRecords(record).filter(({ type }) => type === 'command') as unknown as ToldCommand[];
      const hangUp = told.find(({ do: what }) => what === 'contact.hang-up');
      expect(hangUp).toMatchObject({
        source: 'scenario',
        outcome: 'done',
        given: { contact: hangUp?.trigger.contact },
      });
      expect(Date.parse(hangUp?.at ?? '') - Date.parse(hangUp?.trigger.at ?? '')).toBe(5000);
      const lunches = told.filter(({ do: what }) => what === 'agent.set-status');
      expect(lunches.map(({ given }) => given['agent'])).toEqual(['agent-4', 'agent-5']);
      expect(lunches[0]?.trigger).toMatchObject({ command: 'commands[1]', event: 'contact.ended' });
    },
  );
});

test('what the receiver answered is shown where it refused', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(400).end('{"error":"no such queue"}');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  const trigger = ['trigger', 'asapp', 'SURVEY_SUBMITTED', '--url', url];
  expect((await phoney(trigger)).stderr).toContain('The receiver answered: {"error":"no such queue"}');
  const answer = '{"error":"no such queue"}';
  expect(JSON.parse((await phoney([...trigger, '--json'])).stdout)).toMatchObject({ status: 400, answer });

  const file = write('answers.yaml', scenario('timeout_ms: 3000, retries: 0'));
  const { stderr } = await phoney(['run', file, '--url', url, '--duration', '1m']);
  expect(stderr).toContain('status 400: {"error":"no such queue"}');
});
