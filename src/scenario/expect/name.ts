import { namesOf, type Asked, type Expectation, type OneOrMore } from '../../record/expect/expectation.ts';
import type { ParsedExpectation, ParsedPart } from './schema.ts';

/** One expectation for each part of the entries, those without an id with one of their own. */
export function nameExpectations(entries: readonly ParsedExpectation[]): Expectation[] {
  const taken = new Set<string | undefined>(entries.map(({ id }) => id));
  return entries.flatMap((entry) =>
    entry.parts.map((part) => {
      const { scope, client, abort } = entry;
      const { asked, bound } = part;
      return {
        id: nameOf(entry, part, taken),
        ...asked,
        ...('hub' in asked && client !== undefined && { client }),
        ...scope,
        ...bound,
        ...(abort && { abort }),
      };
    }),
  );
}

function nameOf(entry: ParsedExpectation, part: ParsedPart, taken: Set<string | undefined>): string {
  const { id, parts } = entry;
  if (id !== undefined && parts.length === 1) return id;
  const name = id === undefined ? describe(entry, part.asked) : `${id}: ${part.path.at(-1)}`;
  let free = name;
  for (let ordinal = 2; taken.has(free); ordinal++) free = `${name} ${ordinal}`;
  taken.add(free);
  return free;
}

/** `asapp.journey QUEUED delivered`: of what, and what. */
function describe({ scope, client }: ParsedExpectation, asked: Asked): string {
  const { vendor, feed, event_type: type, fault } = scope;
  const where = [vendor, feed, type, fault, client].filter((name) => name !== undefined).map(listed);
  return [...where, describeAsked(asked)].join(' ');
}

function listed(names: OneOrMore): string {
  return namesOf(names).join('|');
}

function describeAsked(asked: Asked): string {
  if ('metric' in asked) return asked.metric;
  if ('percentile' in asked) return `${asked.of} p${asked.percentile}`;
  if ('status' in asked) return asked.status === 'none' ? 'no answer' : `status ${asked.status}`;
  if ('order' in asked) return `out of order as ${asked.order}`;
  if ('retries' in asked) return asked.retries === 'tries' ? 'tries' : 'pauses between tries';
  return 'hub' in asked ? asked.hub : `rate ${asked.rate}`;
}
