import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cells } from './cells.ts';

const limit = 8;

test('however long it goes on, nothing of a sum is lost, and there are never more cells than the limit', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 50 }), (offsets) => {
      const cells = new Cells(100, limit);
      const { values } = cells.row('sum');
      for (const offset of offsets) {
        const cell = cells.at(offset);
        values[cell] = (values[cell] ?? 0) + 1;
      }
      const last = Math.max(...offsets);
      expect(cells.count).toBeLessThanOrEqual(limit);
      expect(cells.count).toBe(Math.floor(last / cells.widthMs) + 1);
      expect(values.reduce((sum, value) => sum + value, 0)).toBe(offsets.length);
      for (const [cell, value] of values.entries()) {
        const inside = offsets.filter((offset) => Math.floor(offset / cells.widthMs) === cell);
        expect(value).toBe(inside.length);
      }
    }),
  );
});

test('of two cells that become one, a row of peaks keeps the higher', () => {
  const cells = new Cells(10, 4);
  const { values } = cells.row('most');
  values[cells.at(0)] = 3;
  values[cells.at(10)] = 7;
  values[cells.at(30)] = 1;
  cells.at(40);
  expect([cells.widthMs, ...values]).toEqual([20, 7, 1, 0, 0]);
});

test('what came before the beginning counts in the first cell', () => {
  expect(new Cells(10, 4).at(-5)).toBe(0);
});
