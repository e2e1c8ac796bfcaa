import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeTime } from './time.ts';

test('an instant is written as the platform writes it', () => {
  const instant = fc.double({ min: Date.UTC(1960, 0), max: Date.UTC(2200, 0), noNaN: true });
  fc.assert(
    fc.property(fc.array(instant), fc.nat(200_000), (instants, step) => {
      for (const at of instants) {
        for (const each of [at, at + step]) {
          expect(writeTime(each)).toBe(new Date(Math.floor(each)).toISOString());
        }
      }
    }),
    { seed: 11 },
  );
});
