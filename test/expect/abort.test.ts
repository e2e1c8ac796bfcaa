import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder, phoney } from '../acceptance/world.ts';
import { startPhoney } from '../../src/index.ts';
import { judgeAt, receiveFor, type Answer } from './receiver.ts';

const refusing: Answer = () => ({ status: 500 });
const noRetries = { retries: 0 };
/** Four seconds for the whole day: long before that it has to end. */
const slowly = { pace: { rate: 100, held: '0 %' } };

/** How many messages the whole day has. */
const whole = await judgeAt(() => ({ status: 200 }), []);

test('abort ends the run as soon as it cannot pass any more, and the books balance', async () => {
  const expectations = [{ id: 'few drops', metric: 'dropped' as const, max: 3, abort: true }];
  const { result, of } = await judgeAt(refusing, expectations, slowly, noRetries);
  const { rendered, dropped, cutOff, filtered, withheld, delivered, copied, open } = result.summary;
  expect(result).toMatchObject({ verdict: 'failed', abortedBy: 'few drops', interrupted: false });
  expect(rendered).toBeLessThan(whole.result.summary.rendered / 2);
  expect(of('few drops').actual).toBe(dropped);
  expect(dropped).toBeGreaterThan(3);
  expect(open).toBe(0);
  expect(filtered + withheld + delivered + dropped + cutOff).toBe(rendered + copied);
});

test('without abort the same run goes on to its end, and so does one that keeps to its bounds', async () => {
  const expectation = { id: 'few drops', metric: 'dropped' as const, max: 3 };
  const patient = await judgeAt(refusing, [expectation], {}, noRetries);
  expect(patient.result.abortedBy).toBeUndefined();
  expect(patient.result.summary.rendered).toBe(whole.result.summary.rendered);
  const good = await judgeAt(() => ({ status: 200 }), [{ ...expectation, abort: true }]);
  expect(good.result).toMatchObject({ verdict: 'passed', interrupted: false });
  expect(good.result.summary.rendered).toBe(whole.result.summary.rendered);
});

test.each([
  ['a status', { id: 'it', status: { '5xx': { max: 2 } } }],
  ['tries', { id: 'it', retries: { tries: { max: 1 } } }],
  ['a longest time', { id: 'it', metric: 'latency_max', max: '1ms' }],
  [
    'what a type of event has',
    { id: 'it', metric: 'attempts', vendor: 'asapp', event_type: 'queue_size_updated', max: 1 },
  ],
] as const)('abort is for %s, too', async (_what, expectation) => {
  const flaky: Answer = (nth) => ({ status: nth === 1 ? 500 : 200, afterMs: 5 });
  const { result } = await judgeAt(flaky, [{ ...expectation, abort: true }], slowly, {
    retries: 2,
    retry_pause: { first: '1ms', max: '2ms' },
  });
  expect(result.abortedBy).toBe('it');
  expect(result.summary.rendered).toBeLessThan(whole.result.summary.rendered);
});

test('abort in a run that a test holds: it ends, and the result says why', async () => {
  const url = await receiveFor(refusing);
  const held = await startPhoney({
    scenario: {
      duration: '1h',
      centre: { queues: [{ name: 'Sales' }], agents: [{ name: 'alice', queues: ['Sales'] }] },
      targets: { asapp: { raw: { url, retries: 0 } } },
      expect: [{ metric: 'dropped', max: 0, abort: true }],
    },
  });
  onTestFinished(() => held[Symbol.asyncDispose]());
  await held.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  const result = await held.result;
  expect(result).toMatchObject({ verdict: 'failed', abortedBy: 'dropped' });
});

test('on the command line: exit code 1, the expectation, and the first records that are to blame', async () => {
  const url = await receiveFor(refusing);
  const folder = makeFolder();
  onTestFinished(() => folder.remove());
  const file = path.join(folder.path, 'day.yaml');
  writeFileSync(
    file,
    `duration: 2h
pace: { rate: 200, held: 0 }
centre: { queues: [{ name: Sales }], agents: [{ name: agent, count: 5 }] }
traffic: [{ profile: voice, queue: Sales, per_hour: 60 }]
targets: { asapp: { raw: { url: '${url}', retries: 0 } } }
expect: [{ id: no drops, metric: dropped, max: 0, abort: true }]
`,
  );
  const { code, stdout, stderr } = await phoney(['run', file, '--json']);
  expect(code, stderr).toBe(1);
  expect(stderr).toContain('Ended at once: "no drops" could not be met any more (abort).');
  expect(stderr).toMatch(
    /✗ no drops: \d+, expected at most 0\n +message 1 {2}asapp\.raw {2}\S+: dropped: status 500/,
  );
  const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
    readonly expectations: readonly { readonly id: string; readonly offences?: readonly unknown[] }[];
  };
  expect(summary).toMatchObject({ verdict: 'failed', abortedBy: 'no drops', interrupted: false });
  const [noDrops] = summary.expectations;
  expect(noDrops).toMatchObject({ id: 'no drops', ok: false });
  const first = { type: 'message', seq: 1, feed: 'asapp.raw', saw: 'dropped: status 500' };
  expect(noDrops?.offences?.[0]).toMatchObject(first);
});
