import { InputError } from '../lib/errors.ts';
import { diffPacts, type Difference } from './pact/diff.ts';
import { findPacts } from './pact/find-pacts.ts';
import { plainText } from '../lib/plain-text.ts';

/** How the pacts at two places differ. Throws an `InputError` for what is no pact, and when there is none at all. */
export function diffContracts(before: string, after: string): Difference[] {
  const [old, young] = [findPacts([before]), findPacts([after])];
  const problems = [...old.problems, ...young.problems];
  if (problems.length > 0) throw new InputError(problems);
  if (old.pacts.length + young.pacts.length === 0) {
    throw new InputError(`There is nothing to compare: neither ${before} nor ${after} has a pact.`);
  }
  return diffPacts(old.pacts, young.pacts);
}

const marks = { added: '+', removed: '-', changed: '~' } as const;

/** The differences for a person, one interaction a line and its values below it. */
export function formatDifferences(differences: readonly Difference[]): string[] {
  if (differences.length === 0) return ['no difference'];
  return differences
    .flatMap(({ kind, consumer, provider, interaction, details }) => [
      `${marks[kind]} ${consumer} -> ${provider}${interaction === undefined ? '' : `: ${interaction}`}`,
      ...details.map((detail) => `    ${detail}`),
    ])
    .map(plainText);
}
