import type { core } from 'zod';
import { suggestNames } from '../lib/errors.ts';

export type Issue = core.$ZodIssue;

/** Stands for "no message of the schema's own", so that ours can be written in its place. */
export const unworded = '\u0000';

/**
 * Replaces each issue of a union by the issues of the branch that the value was meant for, with full paths. Where no branch
 * fits, the union's own issue stays.
 */
export function openUnions(issues: readonly Issue[], above: readonly PropertyKey[] = []): Issue[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    if (issue.code !== 'invalid_union' || issue.errors.length === 0 || issue.message !== unworded) {
      return [{ ...issue, path }];
    }
    const branches = issue.errors.map((errors) => openUnions(errors));
    const meant = branchMeant(branches);
    if (meant === undefined) return [{ ...issue, path }];
    return meant.map((inner) => ({ ...inner, path: [...path, ...inner.path] }));
  });
}

/**
 * The issues of the branch whose kind of value it is, and of several the one with the least to mend. Several that are equally
 * near speak with one voice or not at all.
 */
function branchMeant(branches: readonly Issue[][]): Issue[] | undefined {
  const fitting = branches.filter((issues) => !issues.some(isOfAnotherKind));
  const near = fitting.find(([issue, ...rest]) => rest.length === 0 && issue !== undefined && isNear(issue));
  if (near !== undefined) return near;
  const open = fitting.filter((issues) => !issues.some(isWrongName));
  const candidates = open.length > 0 ? open : fitting;
  const least = Math.min(...candidates.map(weight));
  const [first, ...others] = candidates.filter((issues) => weight(issues) === least);
  if (first === undefined || others.length === 0) return first;
  const shared = first.filter((issue) =>
    others.every((issues) => issues.some((other) => isSame(issue, other))),
  );
  return shared.length > 0 ? shared : undefined;
}

function isSame(a: Issue, b: Issue): boolean {
  const keyOf = (issue: Issue): string =>
    JSON.stringify([
      issue.code,
      issue.message,
      issue.path.map(String),
      issue.code === 'unrecognized_keys' && issue.keys,
    ]);
  return keyOf(a) === keyOf(b);
}

/** Text where a mapping is wanted, and the like: this branch was not meant. */
function isOfAnotherKind(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_type') return issue.expected !== 'int' || typeof issue.input !== 'number';
  if (issue.code === 'invalid_value')
    return issue.values.every((value) => typeof value !== typeof issue.input);
  return issue.code === 'invalid_union' && issue.errors.length > 0;
}

/** Where a few names are allowed beside other text, text that is near none of them was meant as the other. */
function isWrongName(issue: Issue): boolean {
  return issue.code === 'invalid_value' && issue.path.length === 0;
}

function isNear(issue: Issue): boolean {
  return (
    issue.code === 'invalid_value' &&
    typeof issue.input === 'string' &&
    suggestNames(issue.input, issue.values.map(String)).length > 0
  );
}

function weight(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);
}
