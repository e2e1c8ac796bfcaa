import type { Demand } from '../dialects/demand.ts';
import { suggestNames, type Problem } from '../lib/errors.ts';

/** Which demands are looked at: ids, or groups of them. */
export interface Selection {
  /** Empty: all. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/** Whether a demand is looked at. What `only` leaves out is no part of the check; what `skip` names is told as skipped. */
export type Choice = 'look' | 'skip' | 'leave out';

/** What becomes of the demand of that id. */
export function choose(id: string, { only, skip }: Selection): Choice {
  if (only.length > 0 && !only.some((name) => isMeant(id, name))) return 'leave out';
  return skip.some((name) => isMeant(id, name)) ? 'skip' : 'look';
}

/** Names that mean no demand, with those that they may be meant for. */
export function checkSelection(
  { only, skip }: Selection,
  demands: readonly Pick<Demand<never>, 'id'>[],
): Problem[] {
  const ids = demands.map(({ id }) => id);
  const known = [...new Set(ids.map(groupOf)), ...ids];
  const explain = (flag: string, names: readonly string[]): Problem[] =>
    names
      .filter((name) => !ids.some((id) => isMeant(id, name)))
      .map((name) => ({ path: flag, message: explainUnknown(name, known) }));
  return [...explain('--only', only), ...explain('--skip', skip)];
}

function explainUnknown(name: string, known: readonly string[]): string {
  const near = suggestNames(name, known);
  // A name without its group is what people remember.
  const inGroups = known.filter((id) => id.split('.')[1] === name);
  const meant = inGroups.length > 0 ? inGroups : near;
  const hint = meant.length > 0 ? `Did you mean ${meant.join(' or ')}? ` : '';
  return `"${name}" is no demand and no group of demands. ${hint}--list shows them all.`;
}

function groupOf(id: string): string {
  return id.split('.')[0] ?? id;
}

function isMeant(id: string, name: string): boolean {
  return id === name || groupOf(id) === name;
}
