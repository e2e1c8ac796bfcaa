import { expect, onTestFinished, test } from 'vitest';
import { machineClock } from '../../lib/clock.ts';
import { exitCodes } from '../../lib/errors.ts';
import type { Output } from '../output.ts';
import { serveRuns, type ServeParts } from './serve-runs.ts';

const text = `
start: 2026-03-02T08:00
duration: 1h
centre: { queues: [{ name: Sales }], agents: [{ name: alice, queues: [Sales] }] }
targets: { asapp: { raw: { url: 'http://127.0.0.1:9/', retries: 0 } } }`;

/** Serves until it is interrupted; `lines` are the results that were told so far. */
function serve(flags: Partial<ServeParts['flags']>) {
  const told = Promise.withResolvers<string>();
  const problems = Promise.withResolvers<string>();
  const paint = { good: String, bad: String, dim: String, bold: String };
  const output: Output = {
    ...{
      isLive: false,
      isAttended: false,
      paint,
      note: () => undefined,
      live: () => undefined,
      annotations: () => undefined,
    },
    result: told.resolve,
    problems: ([problem]) => problems.resolve(problem?.message ?? ''),
  };
  const before = new Set(process.listeners('SIGTERM'));
  const ended = serveRuns(undefined, {
    ...{ output, clock: machineClock, listen: { port: 0 } },
    flags: { controlPort: 0, keep: 100, json: true, ...flags } as ServeParts['flags'],
  });
  const own = process.listeners('SIGTERM').filter((listener) => !before.has(listener));
  const interrupt = (): void => own.forEach((listener) => listener('SIGTERM'));
  onTestFinished(interrupt);
  return { ended, interrupt, ready: told.promise, problem: problems.promise };
}

test('an interrupt that comes while the file is opened ends the server', async () => {
  const { ended, interrupt } = serve({ record: '/dev/null' });
  interrupt();
  expect(await ended).toBe(exitCodes.passed);
});

test('a run that was started over the API and fails does not end the server', async () => {
  const { ended, interrupt, ready, problem } = serve({ waitForReceiver: 1 });
  const { control } = JSON.parse(await ready) as { control: { url: string } };
  const post = (route: string) =>
    fetch(`${control.url}${route}`, {
      ...{ method: 'POST', body: text, headers: { 'content-type': 'application/yaml' } },
    });
  expect((await post('/v1/scenarios')).status).toBe(201);
  expect(await problem).toContain('Nothing took connections at http://127.0.0.1:9');
  expect((await fetch(`${control.url}/health`)).status).toBe(200);
  expect((await post('/v1/scenarios')).status).toBe(201);
  interrupt();
  await ended;
});
