import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordRing } from './ring.ts';

test('the last of a stream are held with their positions, and what fell out is counted', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 }),
      fc.array(fc.nat(), { maxLength: 40 }),
      fc.nat(45),
      (keep, items, from) => {
        const ring = new RecordRing<number>(keep);
        for (const item of items) ring.add(item);
        const all = items.map((item, index) => ({ position: index + 1, item }));
        expect(ring.last).toBe(items.length);
        expect(ring.fellOut).toBe(Math.max(0, items.length - keep));
        expect(ring.since(0)).toEqual(all.slice(-keep));
        expect(ring.since(from)).toEqual(all.slice(-keep).filter(({ position }) => position > from));
        expect(ring.since(from, 3)).toEqual(ring.since(from).slice(0, 3));
        const behind = all.filter(({ position }) => position > from);
        expect(ring.missedSince(from)).toBe(behind.length - ring.since(from).length);
      },
    ),
  );
});
