import { expect, test } from 'vitest';
import { countInStages, type PacePlan } from '../lib/pace.ts';
import { planLoad, type LoadWishes } from './plan.ts';
import { shapes, type ShapeName } from './shapes.ts';
import { problemsOf } from '../../test/kit/problems-of.ts';

const own: PacePlan = {
  kind: 'rate',
  stages: [
    { ratePerSec: 10, forMs: 1000 },
    { ratePerSec: 20, forMs: 2000 },
  ],
};
const endless: PacePlan = { kind: 'rate', stages: [{ ratePerSec: 50, forMs: Infinity }] };

test.each<[string, LoadWishes, PacePlan | undefined, number, number]>([
  ['a rate is held for a minute', { ratePerSec: 100 }, undefined, 60_000, 6000],
  ['a rate is held as long as is wished', { ratePerSec: 100, durationMs: 5000 }, undefined, 5000, 500],
  ['a rate takes the place of the scenario’s', { ratePerSec: 100, durationMs: 1000 }, own, 1000, 100],
  ['the stages of a scenario are played to their end', {}, own, 3000, 50],
  ['the last stage of a scenario goes on', { durationMs: 4000 }, own, 4000, 70],
  ['a scenario’s stages may be cut short', { durationMs: 2000 }, own, 2000, 30],
  ['a scenario’s rate without an end is held for a minute', {}, endless, 60_000, 3000],
  ['stages are played to their end', { stages: '0..100/2s,100/1s' }, own, 3000, 200],
  [
    'a shape has the rate and the length',
    { stages: 'ramp', ratePerSec: 100, durationMs: 2000 },
    undefined,
    2000,
    100,
  ],
])('%s', (_name, wishes, pace, forMs, messages) => {
  const plan = planLoad(wishes, pace);
  expect(plan.forMs).toBe(forMs);
  expect(countInStages(plan.stages, plan.forMs)).toBeCloseTo(messages, 6);
});

test.each<[string, LoadWishes, PacePlan | undefined, readonly RegExp[]]>([
  ['nothing', {}, undefined, [/No rate is given\. Say how many messages a second/]],
  ['a scenario at a speed', {}, { kind: 'speed', speed: 60 }, [/The scenario has no rate/]],
  ['a shape without a rate', { stages: 'ramp' }, undefined, [/"ramp" has no rate of its own/]],
  ['a shape that is none', { stages: 'rmap', ratePerSec: 5 }, undefined, [/Did you mean ramp\?/]],
  [
    'stages with mistakes, beside a rate and a length',
    { stages: '5,6', ratePerSec: 5, durationMs: 5 },
    undefined,
    [/"5" is not a stage/, /"6" is not a stage/, /Leave out --rate and --duration/],
  ],
])('%s is refused, with everything that is wrong', (_name, wishes, pace, messages) => {
  const error = problemsOf(() => planLoad(wishes, pace));
  expect(error).toHaveLength(messages.length);
  for (const [index, message] of messages.entries()) expect(error[index]).toMatch(message);
});

test.each(Object.keys(shapes) as ShapeName[])(
  'the shape %s fills its time and reaches its rate, never more',
  (name) => {
    const { stages, forMs } = planLoad({ stages: name, ratePerSec: 1000, durationMs: 10_000 });
    expect(stages.reduce((sum, stage) => sum + stage.forMs, 0)).toBeCloseTo(forMs, 6);
    expect(Math.max(...stages.map(({ ratePerSec }) => ratePerSec))).toBe(1000);
  },
);
