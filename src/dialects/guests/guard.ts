import type { Dialect, DialectEvent } from '../dialect.ts';
import type { Vendor } from '../vendor.ts';
import { attempt, type Whose } from './attempt.ts';

/**
 * The same vendor, of whom whatever is thrown is an `InputError` that says whose it is, where it is named, and what was done. What
 * the dialect itself throws has been told by then: this is about what phoney cannot make of what it said.
 */
export function guardVendor(vendor: Vendor<unknown>, whose: Whose): Vendor<unknown> {
  const guarded = Object.entries(vendor).map(([name, member]: [string, unknown]) => {
    if (name === 'create') {
      const create: Vendor<unknown>['create'] = (settings, parts) =>
        guardDialect(
          attempt(whose, 'create', () => vendor.create(settings, parts)),
          whose,
        );
      return [name, create];
    }
    if (typeof member !== 'function') return [name, member];
    return [
      name,
      (...given: readonly unknown[]) => attempt(whose, name, () => member.apply(vendor, given) as unknown),
    ];
  });
  return Object.fromEntries(guarded) as Vendor<unknown>;
}

function guardDialect(dialect: Dialect, whose: Whose): Dialect {
  const { sampler } = dialect;
  return {
    ...dialect,
    ...(sampler !== undefined && {
      sampler: {
        ...sampler,
        create: (seed) =>
          guardDialect(
            attempt(whose, 'create', () => sampler.create(seed)),
            whose,
          ),
      },
    }),
    render: (event, view) => attempt(whose, describeRender(event), () => dialect.render(event, view)),
  };
}

/** What was rendered, in words. */
export function describeRender({ type, at }: DialectEvent): string {
  return `render of ${type} at ${new Date(at).toISOString()}`;
}
