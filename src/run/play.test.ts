import { expect, test } from 'vitest';
import { playScenario } from './play.ts';
import type { RunWatch } from './options.ts';
import { loadScenario, type Scenario } from '../scenario/index.ts';

const quiet: Scenario = loadScenario({
  file: 'quiet.yaml',
  text: `
duration: 1h
pace: max
centre:
  queues: [{ name: Sales }]
  agents: [{ name: agent, queues: [Sales] }]
`,
});

async function watch(stopAfterMs?: number): Promise<RunWatch | undefined> {
  let seen: RunWatch | undefined;
  const onStart = (watch: RunWatch): void => {
    seen = watch;
  };
  await playScenario(quiet, stopAfterMs === undefined ? { onStart } : { onStart, stopAfterMs });
  return seen;
}

test('who watches a run is told when its simulated time ends, if that is what ends it', async () => {
  expect((await watch())?.endMs).toBe(quiet.endMs);
  expect((await watch(1000))?.endMs).toBe(Infinity);
});
