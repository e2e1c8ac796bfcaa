import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeFolder, phoney } from '../acceptance/world.ts';
import { load, receive, startLoad, to } from './load.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const write = (name: string, text: string): string => {
  const file = path.join(folder.path, name);
  writeFileSync(file, text);
  return file;
};

const day = (pace: string): string => `
seed: 7
pace: ${pace}
centre:
  queues: [{ name: Sales }]
  agents: [{ name: agent, count: 20, queues: [Sales] }]
traffic: [{ profile: voice, queue: Sales, per_hour: 200 }]
targets:
  asapp:
    raw: { url: 'https://localhost:1' }
`;

test('a vendor alone is enough: valid events of a centre that phoney makes up, each once, as many as the rate asks for', async () => {
  const receiver = await receive();
  const { stderr, summary } = await load(
    '--vendor',
    'asapp',
    '--rate',
    '200',
    '--duration',
    '1s',
    ...to(receiver),
  );
  expect(stderr).toContain('200/s for 1 s: 200 messages in 1 s');
  expect(summary().books).toMatchObject({ rendered: 200, filtered: 0, delivered: 200 });
  expect(receiver.counts()).toMatchObject({ events: 200, duplicates: 0, invalid: 0, refused: 0 });
});

test.each([
  ['voice', /"channel_type":"VOICE"|rep_activity|queue/],
  ['chat', /MESSAGING|chat|queue/i],
])('the mix may be %s only', async (profile, what) => {
  const receiver = await receive({ tls: 'plain' });
  const args = ['--vendor', 'asapp', '--profile', profile, '--rate', '400', '--duration', '500ms'];
  const { summary } = await load(...args, ...to(receiver));
  expect(summary().books.rendered).toBe(200);
  expect(
    receiver
      .received()
      .map(({ body }) => body)
      .join('\n'),
  ).toMatch(what);
});

test('with --seed random no event id is like one of another run, and the seed repeats it', async () => {
  const receiver = await receive({ tls: 'plain' });
  const args = ['--vendor', 'asapp', '--rate', '100', '--duration', '300ms', ...to(receiver)];
  const first = await load(...args, '--seed', 'random');
  const second = await load(...args, '--seed', 'random');
  expect(receiver.counts()).toMatchObject({ events: 60, duplicates: 0 });
  const { seed } = second.summary();
  expect(seed).not.toBe(first.summary().seed);
  expect(second.stderr).toContain(`seed ${seed}`);
  await load(...args, '--seed', String(seed));
  expect(receiver.counts()).toMatchObject({ events: 60, duplicates: 30 });
});

test('the stages of a scenario’s pace are played, as a list or as text, to their end', async () => {
  const receiver = await receive({ tls: 'plain' });
  const asList = write(
    'list.yaml',
    day('{ stages: [{ from: 0, rate: 200, for: 1s }, { rate: 100, for: 500ms }] }'),
  );
  const asText = write('text.yaml', day('{ stages: "0..200/1s,100/500ms" }'));
  for (const file of [asList, asText]) {
    const { summary } = await load(file, ...to(receiver));
    expect(summary().books.rendered).toBe(150);
  }
});

test('a run plays the same stages, and ends with them where the last rate is 0', async () => {
  const receiver = await receive({ tls: 'plain' });
  const file = write('down.yaml', day('{ stages: "100/500ms,100..0/1s" }'));
  const { stdout } = await phoney(['run', file, '--json', ...to(receiver)]);
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ books: { rendered: 100 } });
});

test('Ctrl-C ends a load with its books', async () => {
  const receiver = await receive({ tls: 'plain' });
  const running = startLoad('--vendor', 'asapp', '--rate', '50', '--duration', '5m', ...to(receiver));
  await receiver.until({ valid: true }, { timeoutMs: 20_000 });
  running.process.kill('SIGINT');
  const { code, stdout, stderr } = await running.ended;
  expect(code).toBe(130);
  expect(stderr).toMatch(/books {5}rendered \d+ = /);
  const { interrupted, books } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
    interrupted: boolean;
    books: Record<string, number>;
  };
  expect(interrupted).toBe(true);
  expect(books['delivered']).toBe(books['rendered']);
});

test('what is wrong with the flags is told at once, and nothing is sent', async () => {
  const { code, stderr } = await load('--vendor', 'asapp', '--stages', '5,x');
  expect(stderr).toMatch(/"5" is not a stage[\s\S]*"x" is not a stage/);
  expect(code).toBe(2);
});
