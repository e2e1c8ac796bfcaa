import { mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { makeFolder, phoney, startPhoney } from '../acceptance/world.ts';

const folder = makeFolder();
afterAll(folder.remove);

/** A day that is over at once, but for where it lasts a real hour. */
const day = (seed: number, more = 'pace: max'): string => `
seed: ${seed}
duration: 1h
grace: 0s
${more}
centre: { queues: [{ name: Sales }], agents: [{ name: alice, queues: [Sales] }] }
traffic: [{ queue: Sales, per_hour: 60 }]
targets: { asapp: { raw: { url: 'http://127.0.0.1:9/', retries: 0 } } }
expect: [{ id: something, metric: rendered, min: 1 }]
limits: { allow_drops: true }
`;

function watchDay(text: string) {
  const file = path.join(mkdtempSync(path.join(folder.path, 'day-')), 'day.yaml');
  writeFileSync(file, text);
  const running = startPhoney(['run', file, '--watch', '--json']);
  onTestFinished(() => void running.process.kill('SIGKILL'));
  const summaryOf = (seed: number) =>
    running.line((line) => line.startsWith('{"type":"summary"') && line.includes(`"seed":${seed},`));
  return { file, running, summaryOf };
}

test('a scenario is played again whenever its file changes, however it was written, until it is stopped', async () => {
  const { file, running, summaryOf } = watchDay(day(1));
  await summaryOf(1);
  writeFileSync(file, day(2));
  await summaryOf(2);
  writeFileSync(`${file}.new`, day(3));
  renameSync(`${file}.new`, file);
  await summaryOf(3);
  running.process.kill('SIGTERM');
  expect((await running.ended).code).toBe(0);
});

test('mistakes are told, and the next change is waited for', async () => {
  const { file, running, summaryOf } = watchDay('centre: 1');
  await running.line((line) => line.startsWith('{"type":"problems"'));
  writeFileSync(file, day(2));
  await summaryOf(2);
  running.process.kill('SIGINT');
  expect((await running.ended).code).toBe(0);
});

test('a run that still goes on is given up, without a report', async () => {
  const { file, running, summaryOf } = watchDay(day(1, 'speed: 1'));
  await running.stderrLine((line) => line.startsWith('failed '));
  writeFileSync(file, day(2));
  await summaryOf(2);
  running.process.kill('SIGTERM');
  const { stdout } = await running.ended;
  expect(stdout).not.toContain('"seed":1,');
});

test('standard input is no file to watch', async () => {
  const { code, stderr } = await phoney(['run', '-', '--watch']);
  expect(stderr).toContain('--watch waits for changes of a file');
  expect(code).toBe(2);
});
