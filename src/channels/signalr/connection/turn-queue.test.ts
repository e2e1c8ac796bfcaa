import { expect, test } from 'vitest';
import { machineClock } from '../../../lib/clock.ts';
import { TurnQueue } from './turn-queue.ts';

test('one of those that wait goes on in each turn, in the order of their coming', async () => {
  const turns = new TurnQueue(machineClock);
  const gone: string[] = [];
  for (const each of ['a', 'b', 'c']) void turns.next().then(() => gone.push(each));
  await machineClock.turn();
  expect(gone).toEqual(['a']);
  void turns.next().then(() => gone.push('d'));
  await machineClock.turn();
  expect(gone).toEqual(['a', 'b']);
  await machineClock.turn();
  await machineClock.turn();
  expect(gone).toEqual(['a', 'b', 'c', 'd']);
  void turns.next().then(() => gone.push('e'));
  await machineClock.turn();
  expect(gone.at(-1)).toBe('e');
});
