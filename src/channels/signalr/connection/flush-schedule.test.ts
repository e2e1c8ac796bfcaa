import { expect, test } from 'vitest';
import { FlushSchedule } from './flush-schedule.ts';

/** A schedule whose rounds take as long as they are told to, and what each of them wrote. */
function made(roundMs: number): { due: (message: string) => void; rounds: string[][] } {
  let nowMs = 0;
  let waiting: string[] = [];
  const rounds: string[][] = [];
  const schedule = new FlushSchedule({ monotonicMs: () => nowMs });
  const connection = {
    flush(): void {
      nowMs += roundMs;
      rounds.push(waiting);
      waiting = [];
    },
  };
  const due = (message: string): void => {
    waiting.push(message);
    if (waiting.length === 1) schedule.add(connection);
    else schedule.grow();
  };
  return { due, rounds };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what becomes due in one turn leaves in the next', async () => {
  const { due, rounds } = made(5);
  due('a');
  due('b');
  await turn();
  expect(rounds).toEqual([['a', 'b']]);
});

test('after a long round it goes on collecting as long as each turn brings more', async () => {
  const { due, rounds } = made(5);
  due('a');
  await turn();
  for (const message of ['b', 'c', 'd']) {
    due(message);
    await turn();
  }
  await turn();
  await turn();
  expect(rounds).toEqual([['a'], ['b', 'c', 'd']]);
});

test('who sends only when the last message is gone waits for nothing', async () => {
  const { due, rounds } = made(5);
  for (const message of ['a', 'b', 'c']) {
    const before = rounds.length;
    due(message);
    let turns = 0;
    while (rounds.length === before) {
      await turn();
      turns++;
    }
    expect(turns).toBeLessThanOrEqual(2);
  }
  expect(rounds).toEqual([['a'], ['b'], ['c']]);
});
