import { expect, test } from 'vitest';
import type { ScenarioInput } from '../../src/scenario/index.ts';
import type { Run } from '../../src/run/handle.ts';
import { play, touchedBy, type Played } from './play.ts';

const bodies = ({ received }: Played): string[] => received.map(({ body }) => body.toString());
const messages = ({ records }: Played) =>
  records.flatMap((one) => (one.type === 'message' ? [{ ...one.message, url: '' }] : []));
/** Which of the messages that the centre brought about were touched, whatever copies came between. */
function ordinalsTouched(name: string, played: Played): number[] {
  const own = messages(played).filter(({ copyOf }) => copyOf === undefined);
  const touched = new Set(touchedBy(name, played.records));
  return own.flatMap(({ seq }, index) => (touched.has(seq) ? [index] : []));
}

const some = { fault: 'drop', name: 'some', probability: 0.1 };

test('with a probability of 0 everything is byte for byte as without the fault', async () => {
  const faults = [
    { fault: 'corrupt', how: 'missing', probability: 0 },
    { fault: 'duplicate', probability: 0 },
  ];
  const without = await play();
  const withThem = await play({ faults });
  expect(messages(withThem)).toEqual(messages(without));
  expect(bodies(withThem)).toEqual(bodies(without));
});

test('the same seed decides the same, another seed something else', async () => {
  const [first, again, other] = [
    await play({ faults: [some] }),
    await play({ faults: [some] }),
    await play({ faults: [some], seed: 6 }),
  ];
  expect(ordinalsTouched('some', again)).toEqual(ordinalsTouched('some', first));
  expect(ordinalsTouched('some', other)).not.toEqual(ordinalsTouched('some', first));
});

test('another fault beside it moves none of its decisions', async () => {
  const alone = await play({ faults: [some] });
  const beside = await play({
    faults: [
      { fault: 'duplicate', when: 'at_once', probability: 0.3 },
      { fault: 'reorder', probability: 0.1 },
      some,
    ],
  });
  expect(ordinalsTouched('some', beside)).toEqual(ordinalsTouched('some', alone));
});

test('a probability is met in the long run', async () => {
  const played = await play({ faults: [{ ...some, probability: 0.25 }] });
  const share = ordinalsTouched('some', played).length / played.result.summary.rendered;
  expect(share).toBeGreaterThan(0.2);
  expect(share).toBeLessThan(0.3);
});

test('it touches only what stands in where: all of its keys, and of a list any', async () => {
  const where = {
    vendor: 'asapp',
    feed: 'asapp.raw',
    agent: ['agent-1', 'agent-2'],
    event_type: 'agent_activity_status_updated',
  };
  const played = await play({ faults: [{ fault: 'drop', where }] });
  const touched = new Set(touchedBy('drop', played.records));
  const meant = messages(played).filter(
    ({ eventType, about }) =>
      eventType === 'agent_activity_status_updated' && ['agent-1', 'agent-2'].includes(about?.agent ?? ''),
  );
  expect(meant.length).toBeGreaterThan(3);
  expect([...touched]).toEqual(meant.map(({ seq }) => seq));
});

test('it may be meant for one contact, by the ref that a command gave it', async () => {
  const played = await play({
    traffic: [],
    commands: [
      { at: '+1m', do: 'contact.start', queue: 'Sales', ref: 'anna', talk: '1m' },
      { at: '+2m', do: 'contact.start', queue: 'Sales', ref: 'ben', talk: '1m' },
    ],
    faults: [{ fault: 'drop', where: { contact: 'anna' } }],
  });
  const touched = new Set(touchedBy('drop', played.records));
  const dropped = messages(played).filter(({ seq }) => touched.has(seq));
  expect(dropped.length).toBeGreaterThan(5);
  expect(new Set(dropped.map(({ contactId }) => contactId).filter((id) => id !== null)).size).toBe(1);
});

test.each([
  ['first', { first: 2 }, [1, 2]],
  ['every', { every: 7, times: 3 }, [7, 14, 21]],
  ['times', { times: 1 }, [1]],
])('how often: %s', async (_name, often, expected) => {
  const played = await play({ faults: [{ fault: 'corrupt', how: 'bom', ...often }] });
  expect(touchedBy('corrupt', played.records)).toEqual(expected);
});

const timed: readonly (readonly [string, Partial<ScenarioInput>, (run: Run) => unknown])[] = [
  ['in the list of faults', { faults: [{ fault: 'drop', from: '+5m', until: '+6m' }] }, () => undefined],
  [
    'by commands of the scenario',
    {
      commands: [
        { at: '+5m', do: 'fault.start', fault: 'drop' },
        { at: '+6m', do: 'fault.stop', name: 'drop' },
      ],
    },
    () => undefined,
  ],
  [
    'by a command that says for how long',
    { commands: [{ at: '+5m', do: 'fault.start', fault: 'drop', for: '1m' }] },
    () => undefined,
  ],
];

test.each(timed)('it goes on from its time until its time: %s', async (_how, more, steer) => {
  const played = await play(more, steer);
  const touched = new Set(touchedBy('drop', played.records));
  const [startMs = 0] = messages(played).map(({ at }) => at);
  const meant = messages(played).filter(({ at }) => at >= startMs + 5 * 60_000 && at < startMs + 6 * 60_000);
  expect(meant.length).toBeGreaterThan(3);
  expect([...touched]).toEqual(meant.map(({ seq }) => seq));
});

test('while it runs: a fault is started and stopped, both stand in the record, and the second of a name is refused', async () => {
  const played = await play({}, async (run) => {
    const start = { do: 'fault.start', fault: 'drop', where: { vendor: 'asapp' } } as const;
    expect(await run.command(start)).toMatchObject({ outcome: 'done', reason: null });
    expect(await run.command(start)).toMatchObject({ outcome: 'refused' });
    expect(await run.command({ do: 'fault.stop', name: 'dorp' })).toMatchObject({
      outcome: 'refused',
      reason: 'There is no fault "dorp" that goes on. Did you mean drop?',
    });
    expect(await run.command({ do: 'fault.stop', name: 'drop' })).toMatchObject({ outcome: 'done' });
    await expect(run.command({ do: 'fault.start', fault: 'drpo' })).rejects.toThrow('Did you mean "drop"?');
  });
  expect(played.result.summary.withheld).toBe(0);
  const commands = played.records.flatMap((one) => (one.type === 'command' ? [one.command.do] : []));
  expect(commands).toEqual(['fault.start', 'fault.start', 'fault.stop', 'fault.stop']);
});

test('an outage that a command ends: what was kept leaves then', async () => {
  const played = await play({
    commands: [
      { at: '+5m', do: 'fault.start', fault: 'hold' },
      { at: '+8m', do: 'fault.stop', name: 'hold' },
    ],
  });
  const without = await play();
  expect(bodies(played)).toEqual(bodies(without));
  expect(touchedBy('hold', played.records).length).toBeGreaterThan(5);
});

test('a run that is stopped cuts off what it had put off, and the books balance', async () => {
  const played = await play(
    {
      faults: [
        { fault: 'hold', until: '+19m' },
        { fault: 'reorder', within: 50, from: '+1m' },
      ],
    },
    (run) => {
      run.follow((record) => {
        if (record.type === 'message' && record.seq === 100) run.stop();
      });
    },
  );
  const { rendered, copied, filtered, withheld, delivered, dropped, cutOff, open } = played.result.summary;
  expect(open).toBe(0);
  expect(cutOff).toBeGreaterThan(50);
  expect(rendered + copied).toBe(filtered + withheld + delivered + dropped + cutOff);
});
