import { expect, test } from 'vitest';
import type { Run } from '../../src/run/handle.ts';
import type { RunRecord } from '../../src/record/record.ts';
import { startRun } from '../../src/run/run.ts';
import { loadScenario } from '../../src/scenario/index.ts';
import { day, play, touchedBy, type Played } from './play.ts';
import { RawSocket } from '../conformance/raw-socket.ts';
import { clientOf, connect, holdHub, subscribe } from './hub-client.ts';

/** What combinations of faults come to that nobody would write on purpose. */

const isBalanced = ({ result: { summary } }: Pick<Played, 'result'>): boolean => {
  const { rendered, copied, filtered, withheld, delivered, dropped, cutOff, open } = summary;
  return open === 0 && rendered + copied === filtered + withheld + delivered + dropped + cutOff;
};

test('two outages that overlap: what both keep leaves when both are over', async () => {
  const played = await play({
    faults: [
      { fault: 'hold', name: 'first', from: '+2m', until: '+6m' },
      { fault: 'hold', name: 'second', from: '+4m', until: '+10m' },
    ],
  });
  const { records } = played;
  const [startMs = 0] = records.flatMap((one) => (one.type === 'message' ? [one.message.at] : []));
  const both = touchedBy('second', records).filter((seq) => touchedBy('first', records).includes(seq));
  const isFirstOut = (one: RunRecord): boolean => one.type === 'attempt' && both.includes(one.message.seq);
  const before = records.slice(0, records.findIndex(isFirstOut));
  const latestMs = Math.max(...before.flatMap((one) => (one.type === 'message' ? [one.message.at] : [])));
  expect(both.length).toBeGreaterThan(3);
  expect(latestMs - startMs).toBeGreaterThan(8 * 60_000);
  expect(isBalanced(played)).toBe(true);
});

test('two duplicates and one that adds on the same message: each sends its own, and each counts its own', async () => {
  const played = await play({
    faults: [
      { fault: 'stale', name: 'old', every: 5 },
      { fault: 'duplicate', name: 'one', first: 10 },
      { fault: 'duplicate', name: 'two', copies: 2, first: 10 },
      { fault: 'duplicate', name: 'at once', when: 'at_once', first: 10 },
    ],
    expect: [
      { metric: 'copied', fault: 'one', min: 10, max: 10 },
      { metric: 'copied', fault: 'two', min: 20, max: 20 },
      { metric: 'copied', fault: 'at once', min: 10, max: 10 },
      { metric: 'copied', fault: ['one', 'two'], min: 30, max: 30 },
      { metric: 'copied', fault: 'old', min: 2 },
    ],
  });
  expect(played.result.expectations.slice(0, 5).map(({ ok, actual }) => ok || actual)).toEqual(
    Array.from({ length: 5 }, () => true),
  );
  expect(isBalanced(played)).toBe(true);
});

test('a delay of a day in a run of minutes: the run ends, and what was put off leaves with it', async () => {
  const played = await play({
    pace: { speed: 4000 },
    grace: '1s',
    faults: [{ fault: 'delay', by: '24h', every: 10 }],
  });
  const { summary, elapsedMs } = played.result;
  expect(summary.delivered).toBe(summary.rendered);
  // A day at this speed takes longer than twenty seconds.
  expect(elapsedMs).toBeLessThan(10_000);
  expect(isBalanced(played)).toBe(true);
});

test('everything at once on every message: the books balance', async () => {
  const played = await play({
    faults: [
      { fault: 'hold', from: '+5m', until: '+10m', replay_rate: 5 },
      { fault: 'stale' },
      { fault: 'duplicate', copies: 2 },
      { fault: 'duplicate', when: 'at_once' },
      { fault: 'delay', by: { from: '1s', to: '2m' } },
      { fault: 'reorder', within: 50 },
      { fault: 'drop', every: 3 },
      { fault: 'corrupt', how: 'cut_short', every: 2 },
      { fault: 'clock_skew', by: '+1s' },
    ],
  });
  expect(isBalanced(played)).toBe(true);
  expect(played.result.summary.cutOff).toBe(0);
});

test('a fault that is started while the run stands still touches what comes when it goes on', async () => {
  const played = await play({}, async (run) => {
    run.pause();
    await run.command({ do: 'fault.start', fault: 'drop' });
    run.resume();
  });
  const { withheld, rendered } = played.result.summary;
  expect(withheld).toBe(rendered);
});

/** A run that begins anew each week, held at its beginning. Messages come to nobody. */
async function hold(more: Parameters<typeof day>[1]) {
  const messages: { readonly at: number; readonly seq: number }[] = [];
  const records: RunRecord[] = [];
  const run = await startRun(loadScenario({ ...day('http://127.0.0.1:9/', more) }), {
    loop: true,
    paused: true,
    sinks: [
      (record) => {
        records.push(record);
        if (record.type === 'message') messages.push(record.message);
      },
    ],
  });
  const touchedIn = async (
    byMs: number,
    name: string,
    held: Run = run,
  ): Promise<[of: number, touched: number]> => {
    const from = messages.length;
    const touched = touchedBy(name, records).length;
    await held.advance(byMs);
    return [messages.length - from, touchedBy(name, records).length - touched];
  };
  return { run, touchedIn };
}

const minute = 60_000;

test('another day: a fault that is started then goes on at once, and until it is stopped', async () => {
  const { run, touchedIn } = await hold({});
  await run.advance(25 * minute);
  await run.command({ do: 'fault.start', fault: 'drop' });
  const [second, touched] = await touchedIn(10 * minute, 'drop');
  expect(second).toBeGreaterThan(10);
  expect(touched).toBe(second);
  // Over the end of the day, which is five minutes on.
  const [third, touchedOn] = await touchedIn(20 * minute, 'drop');
  expect(touchedOn).toBe(third);
  await run.command({ do: 'fault.stop', name: 'drop' });
  expect((await touchedIn(20 * minute, 'drop'))[1]).toBe(0);
  run.cutOff();
  await run.result;
});

test('another day: one that lasts so long is over then, and does not come again', async () => {
  const { run, touchedIn } = await hold({});
  await run.advance(25 * minute);
  await run.command({ do: 'fault.start', fault: 'drop', for: '5m' });
  const [of, touched] = await touchedIn(5 * minute - 1, 'drop');
  expect(touched).toBe(of);
  expect((await touchedIn(40 * minute, 'drop'))[1]).toBe(0);
  run.cutOff();
  await run.result;
});

test('another day: one of the scenario that was stopped by hand stays so', async () => {
  const { run, touchedIn } = await hold({ faults: [{ fault: 'drop' }] });
  await run.advance(10 * minute);
  await run.command({ do: 'fault.stop', name: 'drop' });
  expect((await touchedIn(45 * minute, 'drop'))[1]).toBe(0);
  run.cutOff();
  await run.result;
});

test('restarts that overlap: the hub is back when the last of them is over', async () => {
  const phoney = await holdHub();
  await connect(phoney, { backAfterMs: null });
  await phoney.command({ do: 'fault.start', fault: 'restart', name: 'long', back_after: '1h' });
  await phoney.command({ do: 'fault.start', fault: 'restart', name: 'short', back_after: '0s' });
  await expect(clientOf(phoney).connection.start()).rejects.toThrow(/negotiat|socket|ECONN/i);
});

test.each([
  [
    { fault: 'drop', where: { agent: 'alic' } },
    'where.agent: "alic" is no agent of the centre. Did you mean alice?',
  ],
  [
    { fault: 'close', where: { feed: 'rte' } },
    'where.feed: close touches connections, and knows no feed there.',
  ],
  [{ fault: 'corrupt', how: 'bom' }, 'fault: corrupt as it is here is done to HTTP requests'],
])('while it runs, what could touch nothing is refused as in a scenario: %j', async (fault, problem) => {
  const phoney = await holdHub();
  await expect(phoney.command({ do: 'fault.start', ...fault } as never)).rejects.toThrow(problem);
});

test('stalls that overlap: nothing comes until the last of them is over', async () => {
  const phoney = await holdHub([], { hub: { keep_alive: '1s' } });
  const client = await connect(phoney);
  await subscribe(phoney, client);
  const stall = { do: 'fault.start', fault: 'stall', where: { connection: 1 } } as const;
  await phoney.command({ ...stall, name: 'long' });
  await phoney.command({ ...stall, name: 'short' });
  await phoney.command({ do: 'fault.stop', name: 'short' });
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  // The heartbeat ends a stall: when it has sent a ping to somebody else, it has looked at this one, too.
  const hub = phoney.hub('enreach');
  const other = await RawSocket.open(`${hub.url}?access_token=${await hub.token('alice')}`);
  other.say({ protocol: 'json', version: 1 });
  await other.until(() => other.messages.filter(({ type }) => type === 6).length > 1);
  expect(client.log).toEqual([]);
  expect(phoney.summary().open).toBe(1);
  await phoney.command({ do: 'fault.stop', name: 'long' });
  await client.until('message');
  other.reset();
});

test('a negotiation that is to be answered in an hour does not keep the run from its end', async () => {
  const phoney = await holdHub([{ fault: 'slow_start', by: '1h' }]);
  const started = clientOf(phoney)
    .connection.start()
    .catch(() => 'hung up');
  await phoney.untilRecord(({ type }) => type === 'fault');
  await phoney.stop();
  expect(await started).toBe('hung up');
});
