import { describe, expect, test } from 'vitest';
import type { Problem } from '../lib/errors.ts';
import { reactTo, readMisbehaviours } from './behaviour.ts';
import type { MisbehaviourFlags } from './behaviour.ts';

function read(flags: Partial<MisbehaviourFlags>) {
  const problems: Problem[] = [];
  return { misbehaviours: readMisbehaviours({ misbehave: [], ...flags }, problems), problems };
}

test('without a flag every request is answered with 200', () => {
  expect(reactTo(1, read({}).misbehaviours)).toEqual({ answer: 200, delayMs: 0 });
});

test.each<[Partial<MisbehaviourFlags>, number, object]>([
  [{ status: '503' }, 1, { answer: 503, delayMs: 0 }],
  [{ status: '503', every: '3' }, 2, { answer: 200, delayMs: 0 }],
  [{ status: '503', every: '3' }, 3, { answer: 503, delayMs: 0 }],
  [{ delay: '1500ms' }, 1, { answer: 200, delayMs: 1500 }],
  [{ reset: true, every: '2' }, 4, { answer: 'reset', delayMs: 0 }],
  [{ status: '429', delay: '2s', every: '5' }, 5, { answer: 429, delayMs: 2000 }],
  [{ misbehave: ['500 every 3', 'delay 10s every 10', 'reset every 20'] }, 3, { answer: 500, delayMs: 0 }],
  [
    { misbehave: ['500 every 3', 'delay 10s every 10', 'reset every 20'] },
    10,
    { answer: 200, delayMs: 10_000 },
  ],
  [
    { misbehave: ['500 every 3', 'delay 10s every 10', 'reset every 20'] },
    30,
    { answer: 500, delayMs: 10_000 },
  ],
  [
    { misbehave: ['500 every 3', 'delay 10s every 10', 'reset every 20'] },
    60,
    { answer: 'reset', delayMs: 0 },
  ],
  [{ misbehave: ['cut body every 2', '500'] }, 4, { answer: 'cut body', delayMs: 0 }],
  [{ misbehave: ['reset'] }, 7, { answer: 'reset', delayMs: 0 }],
])('%j, request %i', (flags, nth, reaction) => {
  const { misbehaviours, problems } = read(flags);
  expect(problems).toEqual([]);
  expect(reactTo(nth, misbehaviours)).toEqual(reaction);
});

describe('what is not understood is said, all at once', () => {
  test.each<[Partial<MisbehaviourFlags>, string[]]>([
    [{ status: '99' }, ['--status']],
    [{ status: '600' }, ['--status']],
    [{ status: '500', every: '0' }, ['--status']],
    [{ delay: 'long' }, ['--delay']],
    [{ every: '3' }, ['--every']],
    [{ misbehave: ['explode', '500 every x', '', 'delay'] }, Array.from({ length: 4 }, () => '--misbehave')],
    [{ status: 'x', delay: 'y' }, ['--status', '--delay']],
  ])('%j', (flags, paths) => {
    expect(read(flags).problems.map(({ path }) => path)).toEqual(paths);
  });
});
