import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jobOf, runIdOf } from './keys.ts';

/** What BullMQ refuses as the id of a job. */
const isNumber = (id: string): boolean => String(Number.parseInt(id, 10)) === id;

test('no run and no share has a number for an id, whatever is drawn', () => {
  const id = runIdOf(Uint8Array.of(0x12, 0x34, 0x56, 0x78, 0x90));
  expect(id).toBe('r1234567890');
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), (random) => {
      expect([runIdOf(random), jobOf(runIdOf(random), 0)].some(isNumber)).toBe(false);
    }),
  );
});
