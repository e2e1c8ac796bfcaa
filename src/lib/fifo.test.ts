import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fifo } from './fifo.ts';

test('it gives back what was put in, in order, as an array would', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer()), { maxLength: 5000, size: 'max' }), (steps) => {
      const fifo = new Fifo<number>();
      const model: number[] = [];
      for (const step of steps) {
        if (step !== null) {
          fifo.add(step);
          model.push(step);
        } else expect(fifo.take()).toBe(model.shift());
        expect(fifo.size).toBe(model.length);
      }
    }),
    { numRuns: 20, seed: 1 },
  );
});

test('a long queue that moves on stays in order', () => {
  const fifo = new Fifo<number>();
  for (let i = 0; i < 10_000; i++) fifo.add(i);
  for (let i = 0; i < 100_000; i++) {
    expect(fifo.take()).toBe(i);
    fifo.add(i + 10_000);
  }
  expect(fifo.size).toBe(10_000);
  fifo.clear();
  expect(fifo.take()).toBeUndefined();
});
