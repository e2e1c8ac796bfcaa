import { safeParse, type z } from 'zod';
import { isFollowOn } from './follow-on.ts';
import { findingsOf, type Finding, type SourceAt } from './problems.ts';
import { Mending, prune, type Pruned } from './prune.ts';
import { schemaAt } from './schema-at.ts';
import type { ParsedScenario, scenarioSchema } from './schema.ts';

/** Each round mends one level further out, and no scenario is nested deeper. */
const roundLimit = 12;

/** A schema, and what it makes of a value. */
export interface Reading {
  readonly schema: typeof scenarioSchema;
  readonly parse: (
    value: unknown,
  ) =>
    | { readonly success: true; readonly data: ParsedScenario }
    | { readonly success: false; readonly error: z.ZodError };
}

/**
 * What else is wrong with a scenario in which `found` is: takes out what is broken, or puts something in its place, until the
 * rest can be read, and checks that. One mistake hides no other, and none is told that another brings about.
 */
export function checkRest(
  whole: unknown,
  found: readonly Finding[],
  { schema, parse }: Reading,
  check: (scenario: ParsedScenario) => readonly Finding[],
  sourceAt?: SourceAt,
): Finding[] {
  const mending = new Mending();
  const more: Finding[] = [];
  let broken = found;
  for (let round = 0; round < roundLimit; round++) {
    const before = prune(whole, mending);
    if (!broken.every((finding) => mend(schema, mending, finding, before, round))) return more;
    const rest = prune(whole, mending);
    const restore = (finding: Finding): Finding => ({ ...finding, path: rest.restore(finding.path) });
    const isNew = (finding: Finding): boolean => !isFollowOn(finding, whole, mending);
    const parsed = parse(rest.value);
    if (parsed.success) return [...more, ...check(parsed.data).map(restore).filter(isNew)];
    const sourceInRest: SourceAt = (path) => sourceAt?.(rest.restore(path));
    broken = findingsOf(parsed.error, schema, rest.value, sourceInRest).map(restore);
    more.push(...broken.filter(isNew));
  }
  return more;
}

/** False when nothing of the scenario would be left. */
function mend(
  schema: Reading['schema'],
  mending: Mending,
  { path, lacks }: Finding,
  { value }: Pruned,
  round: number,
): boolean {
  if (lacks !== undefined && !mending.putInto(path).has(lacks)) {
    const place = standIn(schema, [...path, lacks], value, `${lacks}-${mending.touched.length}-${round}`);
    if (place !== undefined) {
      mending.put(path, lacks, place);
      return true;
    }
  }
  const broken = mending.isPut(path) ? path.slice(0, -1) : path;
  if (broken.length === 0) return false;
  mending.remove(broken);
  return true;
}

/**
 * Something that may stand at `path`, so that what stands beside it can be checked. `undefined` where only a few names may:
 * there, everything beside it depends on which.
 */
function standIn(root: Reading['schema'], path: Finding['path'], value: unknown, name: string): unknown {
  const { whole } = schemaAt(root, value, path);
  const candidates = [name, 1, '1s', 'https://localhost/', '08:00', '+15105550100'];
  return candidates.find((candidate) => whole.some((schema) => safeParse(schema, candidate).success));
}
