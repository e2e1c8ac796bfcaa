import { expect, test } from 'vitest';
import type { WireFault, WirePlan } from '../../wire-plan.ts';
import { planAttempt } from './planned-attempt.ts';

const fault = (name: string, plan: WirePlan, attempts: number[] | null = null): WireFault => ({
  name,
  kind: name,
  what: null,
  attempts,
  plan,
});
const halfOpen = fault('half_open', { sending: { do: 'half_open' } });
const reset = fault('reset', { sending: { do: 'reset', when: 'after_body' } });
const chunked = fault('chunked', { chunkBytes: 5 });

test.each([
  { faults: undefined, plan: undefined, done: undefined },
  { faults: [], plan: undefined, done: undefined },
  { faults: [fault('late', { chunkBytes: 5 }, [3])], plan: undefined, done: undefined },
  { faults: [fault('now', { chunkBytes: 5 }, [2, 3])], plan: { chunkBytes: 5 }, done: ['now'] },
  { faults: [halfOpen, chunked], plan: { ...halfOpen.plan, chunkBytes: 5 }, done: ['half_open', 'chunked'] },
  { faults: [halfOpen, reset], plan: halfOpen.plan, done: ['half_open'] },
  { faults: [reset, chunked, halfOpen], plan: { ...reset.plan, chunkBytes: 5 }, done: ['reset', 'chunked'] },
])('of $faults the second try gets $plan, by $done', ({ faults, plan, done }) => {
  const planned = planAttempt(faults, 2);
  expect(planned?.plan).toEqual(plan);
  expect(planned?.faults.map(({ name }) => name)).toEqual(done);
});
