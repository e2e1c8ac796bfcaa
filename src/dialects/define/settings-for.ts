import type { z } from 'zod';
import { InputError } from '../../lib/errors.ts';

/**
 * Settings with which everything goes to one address, as far as it can be known: `url`, or one for each feed, or none. Throws an
 * `InputError` where the dialect needs to be told more.
 */
export function settingsFor<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  feeds: readonly string[],
  { url, timeoutMs }: { readonly url: string; readonly timeoutMs: number | undefined },
): z.output<Schema> {
  const withTime = timeoutMs === undefined ? { url } : { url, timeout_ms: timeoutMs };
  const attempts = [withTime, { url }].flatMap((address) => [
    address,
    { feeds: Object.fromEntries([...feeds, ...feedsIn(schema)].map((feed) => [feed, address])) },
  ]);
  for (const attempt of [...attempts, {}]) {
    const read = schema.safeParse(attempt);
    if (read.success) return read.data;
  }
  const [issue] = schema.safeParse(withTime).error?.issues ?? [];
  const place = issue?.path.map(String).join('.') ?? '';
  throw new InputError(
    `"${name}" has settings without a default, so that an address is not enough${place === '' ? '' : `: ${place}`}. Write a scenario that has them, and name it in place of the vendor.`,
  );
}

/** The keys below `feeds`, where a schema has one. */
export function feedsIn(schema: z.ZodType): string[] {
  return Object.keys(shapeOf(shapeOf(schema)['feeds']));
}

/** The members of a mapping, also of one that may be left out. */
function shapeOf(schema: unknown): Readonly<Record<string, unknown>> {
  const { shape, def } = Object(schema) as {
    readonly shape?: Readonly<Record<string, unknown>>;
    readonly def?: { readonly innerType?: unknown };
  };
  if (shape !== undefined) return shape;
  return def?.innerType === undefined ? {} : shapeOf(def.innerType);
}
