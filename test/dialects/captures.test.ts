import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startReceiver } from '../../src/index.ts';
import { makeFolder, phoney } from '../acceptance/world.ts';
import { runLine } from '../cli/fuzz/run-line.ts';

const good = path.join(import.meta.dirname, 'modules/good.ts');

const run = (...args: readonly string[]) => runLine({ args, env: {} });

/** A capture with one message of the dialect `good`. */
function capture(body: object): string {
  const made = makeFolder();
  onTestFinished(made.remove);
  const file = path.join(made.path, 'own.ndjson');
  const header = { type: 'capture', format: 1, vendor: 'good', startedAt: '2026-03-02T08:00:00.000Z' };
  const message = {
    ...{ type: 'captured', ms: 1, channel: 'http', vendor: 'good', feed: 'calls', eventType: 'ended' },
    ...{ eventId: 'a', method: 'POST', path: '/calls', headers: {}, body: JSON.stringify(body) },
  };
  writeFileSync(file, `${JSON.stringify(header)}\n${JSON.stringify(message)}\n`);
  return file;
}

test('a capture of a dialect of one’s own is replayed and compared with --dialect', async () => {
  const file = capture({ type: 'ended', id: 'a', level: 'low', mood: 1 });
  const receiver = await startReceiver({ vendor: good, tls: 'plain' });
  onTestFinished(() => receiver.close());
  const address = `good.calls=${receiver.url}`;
  const flags = ['--dialect', good, '--url', address, '--max', '--quiet'];
  const replayed = await phoney(['replay', file, ...flags]);
  expect(replayed).toMatchObject({ code: 0, stderr: '' });
  // The receiver knows the feed, though no message says it.
  expect(receiver.received()).toMatchObject([{ feed: 'calls', eventType: 'ended', eventId: 'a' }]);

  const { code, stdout } = await run('capture-diff', file, '--dialect', good);
  expect(stdout).toMatch(/^good ended: 1 message\n {2}unknown field +mood is number/);
  expect(code).toBe(1);
});

test('a scenario that has the dialect is enough for a replay, and the same file with --dialect is no other vendor', async () => {
  const file = capture({ type: 'ended', id: 'a', level: 'low' });
  const receiver = await startReceiver({ vendor: good, tls: 'plain' });
  onTestFinished(() => receiver.close());
  const scenario = path.join(path.dirname(file), 'day.yaml');
  writeFileSync(
    scenario,
    `centre: { queues: [{ name: Sales }], agents: [] }\ntargets: { '${good}': { url: '${receiver.url}' } }\n`,
  );
  const flags = ['--scenario', scenario, '--dialect', good, '--max', '--quiet'];
  expect(await phoney(['replay', file, ...flags])).toMatchObject({ code: 0, stderr: '' });
  expect(receiver.received()).toHaveLength(1);
});

test('without its dialect, a vendor is a problem at its first message that says the way out', async () => {
  const file = capture({ type: 'ended', id: 'a', level: 'low' });
  for (const line of [
    ['replay', file, '--url', 'http://127.0.0.1:9/'],
    ['capture-diff', file],
  ]) {
    const { code, stderr } = await run(...line);
    expect(stderr).toMatch(/own\.ndjson:2 vendor: "good" is no vendor .*--dialect \.\/acme\.ts/);
    expect(code).toBe(2);
  }
  const { stderr } = await run('capture-diff', file, '--dialect', './nowhere.ts', '--dialect', 'good');
  expect(stderr.match(/^error --dialect: /gm)).toHaveLength(2);
});

test('a capture of listen --as has the dialect’s name', async () => {
  const file = path.join(path.dirname(capture({})), 'heard.ndjson');
  await run('listen', '--as', good, '--plain', '--port', '0', '--capture', file);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ type: 'capture', vendor: 'good' });
});
