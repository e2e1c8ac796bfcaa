import { InputError, type Problem } from '../../lib/errors.ts';
import type { Dialect, DialectEvent, Inbound } from '../dialect.ts';
import type { Vendor } from '../vendor.ts';
import { describeThrown, hasProblems } from './explain-loading.ts';
import type { GuestSource } from './guest.ts';

/** The same vendor, of whom whatever is thrown is an `InputError` that says whose it is, where it is named, and what was done. */
export function guardVendor(vendor: Vendor<unknown>, source: Omit<GuestSource, 'module'>): Vendor<unknown> {
  const guarded = Object.entries(vendor).map(([name, member]: [string, unknown]) => {
    if (name === 'create') {
      const create: Vendor<unknown>['create'] = (settings, parts) =>
        guardDialect(
          attempt(source, 'create', () => vendor.create(settings, parts)),
          source,
        );
      return [name, create];
    }
    if (typeof member !== 'function') return [name, member];
    return [
      name,
      (...given: readonly unknown[]) => attempt(source, name, () => member.apply(vendor, given) as unknown),
    ];
  });
  return Object.fromEntries(guarded) as Vendor<unknown>;
}

function guardDialect(dialect: Dialect, source: Omit<GuestSource, 'module'>): Dialect {
  const { inbound } = dialect;
  return {
    ...dialect,
    render: (event, view) => attempt(source, describeRender(event), () => dialect.render(event, view)),
    ...(inbound !== undefined && { inbound: guardInbound(inbound, source) }),
  };
}

function describeRender({ type, at }: DialectEvent): string {
  return `render of ${type} at ${new Date(at).toISOString()}`;
}

const silent = { lines: [], json: {} } as const;

/** What clients call must never end a run: it is told, and the client is answered 500, or closed. */
function guardInbound(inbound: Inbound, source: Omit<GuestSource, 'module'>): Inbound {
  const { routes, sockets } = inbound;
  return {
    ...inbound,
    routes: routes.map((route) => ({
      ...route,
      answer: (request) => attempt(source, `${route.method} ${route.path}`, () => route.answer(request)),
    })),
    ...(inbound.announce !== undefined && {
      announce: (origin) => attempt(source, 'announce', () => inbound.announce?.(origin) ?? silent),
    }),
    ...(sockets !== undefined && {
      sockets: {
        ...sockets,
        received: (message, client) => attempt(source, 'received', () => sockets.received(message, client)),
      },
    }),
  };
}

/** Does it; also where it takes its time. */
function attempt<Result>(source: Omit<GuestSource, 'module'>, what: string, act: () => Result): Result {
  try {
    const result = act();
    if (!(result instanceof Promise)) return result;
    return result.catch((error: unknown) => {
      throw blame(source, what, error);
    }) as Result;
  } catch (error) {
    throw blame(source, what, error);
  }
}

function blame({ name, place }: Omit<GuestSource, 'module'>, what: string, error: unknown): InputError {
  if (hasProblems(error))
    return new InputError(error.problems.map((problem): Problem => ({ ...place, ...problem })));
  const message = `The dialect "${name}" threw in ${what}: ${describeThrown(error)}. Mend it there.`;
  return new InputError([{ ...place, message }]);
}
