import { expect, onTestFinished, test } from 'vitest';
import { loadScenario, type Scenario } from '../scenario/index.ts';
import type { RunOptions } from './options.ts';
import type { Run } from './handle.ts';
import { startRun } from './run.ts';

const quiet = (more = ''): Scenario =>
  loadScenario({
    file: 'quiet.yaml',
    text: `
duration: 1h
pace: max
centre:
  queues: [{ name: Sales }]
  agents: [{ name: alice, queues: [Sales] }]
${more}`,
  });

async function start(scenario: Scenario, options: RunOptions = {}): Promise<Run> {
  const run = await startRun(scenario, options);
  onTestFinished(async () => {
    run.cutOff();
    await run.result;
  });
  return run;
}

test('a run says when its simulated time ends, if that is what ends it', async () => {
  const scenario = quiet();
  expect((await start(scenario)).clock.endMs).toBe(scenario.endMs);
  expect((await start(scenario, { stopAfterMs: 1000 })).clock.endMs).toBe(Infinity);
  expect((await start(scenario, { loop: true, paused: true })).clock.endMs).toBe(Infinity);
});

test('a command takes effect now, and says what came of it', async () => {
  const run = await start(quiet(), { paused: true });
  const done = await run.command({ do: 'agent.log-out', agent: 'alice' });
  expect(done).toMatchObject({ id: 'command-1', do: 'agent.log-out', outcome: 'done', reason: null });
  expect(done.atMs).toBe(run.clock.startMs);
  expect(done.events.map(({ type }) => type)).toContain('agent.logged-out');
});

test('a command that cannot be carried out is refused with its reason, and changes nothing', async () => {
  const run = await start(quiet(), { paused: true });
  const refused = await run.command({ do: 'agent.log-in', agent: 'alice' });
  expect(refused.outcome).toBe('refused');
  expect(refused.reason).toMatch(/alice/);
});

test('a command that makes no sense is told with everything that is wrong with it', async () => {
  const run = await start(quiet(), { paused: true });
  await expect(run.command({ do: 'agent.log-in', agent: 'alic' })).rejects.toThrow(/Did you mean "alice"/);
  const nonsense = { do: 'agent.log-inn', agent: 'alice' } as never;
  await expect(run.command(nonsense)).rejects.toThrow(/agent\.log-in/);
});

test('commands are checked together before any is given: later ones may name what earlier ones start', async () => {
  const run = await start(quiet(), { paused: true });
  const startCall = { do: 'contact.start', queue: 'Sales', ref: 'c1' };
  const hangUp = { do: 'contact.hang-up', contact: 'c1' };
  expect(run.check([{ command: startCall }, { command: hangUp }])).toEqual([]);
  const wrong = [{ command: hangUp }, { command: { do: 'agent.log-in', agent: 'alic' } }, { command: 7 }];
  expect(run.check(wrong).map(({ path }) => path)).toEqual(['[0].contact', '[1].agent', '[2]']);
  expect(run.check([{ command: { do: 'run.pause' }, atMs: 0 }])).toMatchObject([{ path: '[0].at' }]);
});

test('a command has its id as soon as it is understood, and a run says from when its steps may happen', async () => {
  const begun: boolean[] = [];
  const run = await start(quiet(), { paused: true, begin: ({ hasBegun }) => void begun.push(hasBegun) });
  const ids: string[] = [];
  const later = { atMs: run.clock.startMs + 1000, onAccepted: (id: string) => void ids.push(id) };
  const done = run.command({ do: 'agent.log-out', agent: 'alice' }, later);
  await run.advance(1000);
  expect((await done).id).toBe(ids[0]);
  expect([...begun, run.hasBegun]).toEqual([false, true]);
});

test('a contact that a command began can be spoken of, by its ref', async () => {
  const run = await start(quiet(), { paused: true });
  const began = await run.command({ do: 'contact.start', queue: 'Sales', ref: 'c1', talk: '90s' });
  expect(began.contactId).not.toBeNull();
  await run.advance(60_000);
  const over = await run.command({ do: 'contact.hang-up', contact: 'c1', by: 'customer' });
  expect(over).toMatchObject({ outcome: 'done', contactId: began.contactId });
});

test('simulated time moves as far as it is asked to, and no further', async () => {
  const run = await start(quiet(), { paused: true });
  await run.advance(10 * 60_000);
  expect(run.state).toBe('paused');
  expect(run.clock.simulatedMs).toBe(run.clock.startMs + 10 * 60_000);
});

test('a run that is resumed plays its day to the end', async () => {
  const run = await start(quiet(), { paused: true });
  run.resume();
  const { interrupted } = await run.result;
  expect([interrupted, run.state]).toEqual([false, 'over']);
});

test('a command whose time does not come is refused when the run ends', async () => {
  const run = await start(quiet(), { paused: true });
  const late = run.command({ do: 'agent.log-in', agent: 'alice' }, { atMs: run.clock.startMs + 1000 });
  run.stop();
  expect(await late).toMatchObject({ outcome: 'refused', reason: 'The run ended before its time came.' });
  await run.result;
  expect(await run.command({ do: 'run.pause' })).toMatchObject({ outcome: 'refused' });
});

test('a run that stays open waits for commands after its day, until it is stopped', async () => {
  const run = await start(quiet(), { stayOpen: true });
  const after = { atMs: run.clock.startMs + 2 * 3_600_000 };
  expect(await run.command({ do: 'agent.log-out', agent: 'alice' }, after)).toMatchObject({
    outcome: 'done',
    ...after,
  });
  expect(run.state).toBe('waiting');
  run.stop();
  expect((await run.result).interrupted).toBe(true);
});

test('whoever follows a run is told every record from then on, until they no longer want to be', async () => {
  const run = await start(quiet(), { paused: true });
  const types: string[] = [];
  const unfollow = run.follow((record) => types.push(record.type));
  await run.command({ do: 'agent.log-out', agent: 'alice' });
  expect(types).toContain('command');
  unfollow();
  const before = types.length;
  await run.command({ do: 'agent.log-in', agent: 'alice' });
  expect(types).toHaveLength(before);
});

test('a command that was refused to whoever gave it does not fail the run', async () => {
  const run = await start(quiet('expect: [{ metric: rendered, max: 0 }]'), { paused: true });
  await run.command({ do: 'agent.log-in', agent: 'alice' });
  run.resume();
  const { verdict, summary } = await run.result;
  expect(verdict).toBe('passed');
  expect(summary.refusedCommands).toBe(0);
});

test('two advances add up, and simulated time never goes back while it moves', async () => {
  const run = await start(quiet(), { paused: true });
  await run.advance(10 * 60_000);
  const more = [run.advance(10 * 60_000), run.advance(5 * 60_000)];
  expect(run.clock.simulatedMs).toBe(run.clock.startMs + 10 * 60_000);
  await Promise.all(more);
  expect(run.clock.simulatedMs).toBe(run.clock.startMs + 25 * 60_000);
});

test('day after day, an advance uses up the time of each day and jumps over what lies between', async () => {
  const run = await start(quiet(), { paused: true, loop: true });
  await run.advance(90 * 60_000);
  expect(run.clock.simulatedMs - run.clock.startMs).toBe(7 * 86_400_000 + 30 * 60_000);
});

test('a command for a later day waits for that day', async () => {
  const run = await start(quiet(), { paused: true, loop: true });
  const atMs = run.clock.startMs + 7 * 86_400_000 + 60_000;
  const later = run.command({ do: 'agent.log-out', agent: 'alice' }, { atMs });
  await run.advance(70 * 60_000);
  expect(await later).toMatchObject({ outcome: 'done', atMs });
});

test('a follower that throws ends the run with its own error, and nobody else notices', async () => {
  const run = await startRun(quiet(), { paused: true });
  const told: string[] = [];
  const mistake = new Error('expected 1 to be 2');
  let asked = 0;
  run.follow(() => {
    asked++;
    throw mistake;
  });
  run.follow((record) => told.push(record.type));
  await run.command({ do: 'agent.log-out', agent: 'alice' });
  await expect(run.result).rejects.toBe(mistake);
  expect(asked).toBe(1);
  expect(told.length).toBeGreaterThan(1);
  expect(run.state).toBe('over');
});
