import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Agenda } from './agenda.ts';

test('entries leave by time, and in the order of entry among equals', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 })), (times) => {
      const agenda = new Agenda<number>();
      times.forEach((at, order) => agenda.add(at, order));
      const left: number[] = [];
      for (let order = agenda.take(); order !== undefined; order = agenda.take()) left.push(order);
      const expected = times
        .map((at, order) => ({ at, order }))
        .sort((a, b) => a.at - b.at || a.order - b.order);
      expect(left).toEqual(expected.map(({ order }) => order));
    }),
  );
});

test('order holds when entries are added while others leave', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined })), (steps) => {
      const agenda = new Agenda<{ at: number; order: number }>();
      const waiting: { at: number; order: number }[] = [];
      steps.forEach((at, order) => {
        if (at === undefined) {
          waiting.sort((a, b) => a.at - b.at || a.order - b.order);
          expect(agenda.nextAt).toBe(waiting[0]?.at ?? Infinity);
          expect(agenda.take()).toEqual(waiting.shift());
        } else {
          waiting.push({ at, order });
          agenda.add(at, { at, order });
        }
        expect(agenda.size).toBe(waiting.length);
      });
    }),
  );
});

test('an empty agenda has nothing next', () => {
  const agenda = new Agenda<string>();
  expect(agenda.nextAt).toBe(Infinity);
  expect(agenda.take()).toBeUndefined();
});
