import { expect, test } from 'vitest';
import type { z } from 'zod';
import { specOf, vendorNames } from '../../src/dialects/index.ts';
import type { WireShape } from '../../src/dialects/spec.ts';
import { readDocument, validate } from './schemas.ts';

type Members = Readonly<Record<string, unknown>>;

/** Whether the schema that phoney validates with takes a value; `undefined` for shapes that have none, or have it in other names. */
function zodTakes(shape: WireShape, shapes: readonly WireShape[]): ((value: unknown) => boolean) | undefined {
  const takes = (schema: z.ZodType) => (value: unknown) => schema.safeParse(value).success;
  if ('schema' in shape) return shape.naming === undefined ? takes(shape.schema) : undefined;
  if (!('narrows' in shape)) return undefined;
  const base = shapes.find(({ name }) => name === shape.narrows);
  const takesBase = base === undefined || !('schema' in base) ? undefined : takes(base.schema);
  const isNarrow = (value: unknown): boolean =>
    Object.entries(shape.to).every(([name, only]) => (value as Members)[name] === only);
  return takesBase === undefined ? undefined : (value) => takesBase(value) && isNarrow(value);
}

/** What may become of a value: gone, null, of another kind, empty, or with more than there should be. */
const replacements: readonly unknown[] = [null, 'x', '', '12', -1, 1.5, true, {}, [], { extra: 1 }, ['x']];

/** The value with one thing wrong, in every way, at every place. */
function* mutationsOf(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [i, one] of value.entries())
      for (const other of [...mutationsOf(one), ...replacements]) yield value.with(i, other);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  yield { ...value, extra: 1 };
  for (const [name, one] of Object.entries(value)) {
    const { [name]: _, ...rest } = value as Members;
    yield rest;
    for (const other of [...replacements, ...mutationsOf(one)]) yield { ...value, [name]: other };
  }
}

/** What JSON Schema cannot say, or says otherwise: docs/specs.md lists it. */
const knownToDiffer: Readonly<Record<string, RegExp>> = {
  // That an address is one, and is not in the clear.
  'subscription-request': /"notificationUrl"/,
};

test.each(vendorNames)(
  '%s: a payload with one thing wrong is refused by JSON Schema exactly when phoney refuses it',
  async (vendor) => {
    const { shapes } = (await specOf(vendor)).spec ?? { shapes: [] };
    let [count, refused] = [0, 0];
    for (const shape of shapes) {
      const takes = zodTakes(shape, shapes);
      if (takes === undefined) continue;
      const [example] = readDocument(vendor, `${shape.name}.schema.json`)['examples'] as unknown[];
      for (const wrong of mutationsOf(example)) {
        const why = validate(vendor, shape.name, wrong);
        count += 1;
        refused += why === undefined ? 0 : 1;
        if ((why === undefined) === takes(wrong)) continue;
        const differs = changed(example as Members, wrong as Members);
        expect(JSON.stringify(differs), `${shape.name}: ${why ?? 'taken'}`).toMatch(
          knownToDiffer[shape.name] ?? /^nothing differs$/,
        );
      }
    }
    expect(count).toBeGreaterThan(1000);
    expect(refused / count).toBeGreaterThan(0.5);
  },
);

/** The members in which two values differ. */
function changed(one: Members, other: Members): Members {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const different = [...names].filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
  return Object.fromEntries(different.map((name) => [name, other[name]]));
}
