import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Slots } from './slots.ts';

test('what was added and not taken out is in, whatever came and went before', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), (touches) => {
      const slots = new Slots<{ slot: number; readonly name: number }>();
      const items = Array.from({ length: 10 }, (_, name) => ({ slot: -1, name }));
      const isIn = new Set<number>();
      for (const name of touches) {
        const item = items[name] as (typeof items)[number];
        if (isIn.has(name)) {
          expect(slots.delete(item)).toBe(true);
          isIn.delete(name);
        } else {
          expect(slots.delete(item)).toBe(false);
          slots.add(item);
          isIn.add(name);
        }
        expect(slots.size).toBe(isIn.size);
        expect(new Set(slots.list().map((one) => one.name))).toEqual(isIn);
      }
    }),
  );
});
