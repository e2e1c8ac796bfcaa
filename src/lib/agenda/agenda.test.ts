import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Agenda } from './agenda.ts';

/** Times of one instant, of one slot, of many slots, beyond the wheel, and the extremes. */
const time = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.integer({ min: -100, max: 100 }),
  fc.integer({ min: 0, max: 200_000 }),
  fc.double({ min: 1.7e12, max: 1.7e12 + 1e6, noNaN: true }),
  fc.constantFrom(-Infinity, -1e300, -1e15, 1e15, 1e300, Infinity),
);

test('entries leave by time, and in the order of entry among equals', () => {
  fc.assert(
    fc.property(fc.array(time), (times) => {
      const agenda = new Agenda<number>();
      times.forEach((at, order) => agenda.add(at, order));
      const left: number[] = [];
      for (let order = agenda.take(); order !== undefined; order = agenda.take()) left.push(order);
      const expected = times.map((at, order) => ({ at, order })).sort(inOrder);
      expect(left).toEqual(expected.map(({ order }) => order));
    }),
  );
});

test('order holds when entries are added while others leave, whether or not they come late', () => {
  fc.assert(
    fc.property(fc.array(fc.option(time, { nil: undefined }), { maxLength: 200 }), (steps) => {
      const agenda = new Agenda<{ at: number; order: number }>();
      const waiting: { at: number; order: number }[] = [];
      steps.forEach((at, order) => {
        if (at === undefined) {
          waiting.sort(inOrder);
          expect(agenda.nextAt).toBe(waiting[0]?.at ?? Infinity);
          expect(agenda.peek()).toEqual(waiting[0]);
          expect(agenda.take()).toEqual(waiting.shift());
        } else {
          waiting.push({ at, order });
          agenda.add(at, { at, order });
        }
        expect(agenda.size).toBe(waiting.length);
      });
    }),
    { numRuns: 300 },
  );
});

test('whatever is entered comes out again, be it a whole number, another number or no number', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.integer(), fc.double(), fc.string(), fc.constant(null))), (items) => {
      const agenda = new Agenda<number | string | null>();
      items.forEach((item, at) => agenda.add(at * 10, item));
      expect(items.map(() => agenda.take())).toEqual(items);
      expect(agenda.size).toBe(0);
    }),
  );
});

test('what comes soon is told, also what comes from beyond the wheel, and nothing that comes later', () => {
  const soon = new Set<number>();
  const agenda = new Agenda<number>((item) => soon.add(item));
  for (let one = 0; one < 1000; one++) agenda.add(one * 100, one);
  while (agenda.size > 0) {
    const one = agenda.peek() ?? NaN;
    expect(soon.has(one)).toBe(true);
    agenda.take();
  }
  soon.clear();
  agenda.add(1e6, 1);
  agenda.add(2e6, 2);
  expect(agenda.nextAt).toBe(1e6);
  expect([...soon]).toEqual([1]);
});

test('an empty agenda has nothing next', () => {
  const agenda = new Agenda<string>();
  expect(agenda.nextAt).toBe(Infinity);
  expect(agenda.peek()).toBeUndefined();
  expect(agenda.take()).toBeUndefined();
});

test('an entry needs a time', () => {
  expect(() => new Agenda<string>().add(NaN, 'never')).toThrow('needs a time');
});

test('with a hundred times as many entries that come again and again, no more of them stand in order than come at once', () => {
  const mostInOrder = (count: number): number => {
    const agenda = new Agenda<number>();
    for (let one = 0; one < count; one++) agenda.add((one * 20_000) / count, one);
    let most = 0;
    for (let left = 3 * count; left > 0; left--) {
      const at = agenda.nextAt;
      const one = agenda.take() ?? NaN;
      // Before the first turn, everything lies beyond the wheel.
      agenda.add(at + 20_000, one);
      most = Math.max(most, agenda.inOrder);
    }
    return most;
  };
  expect(mostInOrder(1000)).toBeLessThanOrEqual(2);
  expect(mostInOrder(100_000)).toBeLessThanOrEqual(100);
});

function inOrder(a: { at: number; order: number }, b: { at: number; order: number }): number {
  return a.at === b.at ? a.order - b.order : a.at - b.at;
}
