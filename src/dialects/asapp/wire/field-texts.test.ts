import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FieldOrder, FieldTexts } from './field-texts.ts';

const keys = Array.from({ length: 21 }, (_, i) => `field_${i}`);

test('the text is the JSON of the fields that are set, in the order of the keys, whatever was set before', () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.string(),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.array(fc.string()),
  );
  const step = fc.record({ place: fc.nat(keys.length - 1), value, looks: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const texts = new FieldTexts(new FieldOrder(keys));
      const model = new Map<string, unknown>();
      for (const { place, value, looks } of steps) {
        texts.set(place, value);
        model.set(keys[place] ?? '', value);
        if (looks) texts.write();
      }
      const expected = keys.flatMap((key) =>
        (model.get(key) ?? null) === null ? [] : [[key, model.get(key)]],
      );
      const written = texts.write();
      expect(written).toBe(expected.length === 0 ? null : JSON.stringify(Object.fromEntries(expected)));
    }),
    { seed: 3 },
  );
});

test('a key that the vendor does not have is our own mistake', () => {
  expect(() => new FieldOrder(keys).placeOf('rep_idd')).toThrow('rep_idd');
});
