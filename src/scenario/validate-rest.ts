import type { Finding } from './problems.ts';

/** The lists whose entries stand alone: without a broken one the others can still be checked. */
const lists = ['traffic', 'commands', 'expect'] as const;
type List = (typeof lists)[number];

/** What is left of a scenario without the parts that are broken, and where its entries stood before. */
export interface Remainder {
  readonly value: Readonly<Record<string, unknown>>;
  /** The finding with its path in the scenario as it was written; `undefined` when it may come from what was left out. */
  restore(finding: Finding): Finding | undefined;
}

/**
 * Leaves out unknown keys and broken entries of traffic, commands and expect, so that one mistake does not hide those that
 * only show when everything else can be read. `undefined` when more than that is broken.
 */
export function withoutBroken(value: unknown, issues: readonly Finding[]): Remainder | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const broken = new Map<List, Set<number>>(lists.map((list) => [list, new Set()]));
  const unknown: Finding[] = [];
  for (const issue of issues) {
    const [list, index] = issue.path;
    const entries = broken.get(list as List);
    if (entries !== undefined && typeof index === 'number') entries.add(index);
    else if (issue.aboutKey === true) unknown.push(issue);
    else return undefined;
  }
  const rest = structuredClone({ ...value }) as Record<string, unknown>;
  for (const { path } of unknown) deleteAt(rest, path);
  const kept = new Map<string, number[]>();
  const lost = new Set<unknown>();
  for (const [list, entries] of broken) {
    const all = rest[list];
    if (!Array.isArray(all)) continue;
    const indexes = [...all.keys()].filter((index) => !entries.has(index));
    for (const index of entries) collectText(all[index], lost);
    rest[list] = indexes.map((index) => all[index] as unknown);
    kept.set(list, indexes);
  }
  const restore = (finding: Finding): Finding | undefined => {
    const named = /^"([^"]*)"/.exec(finding.message)?.[1];
    if (lost.has(named)) return undefined;
    const [list, index, ...below] = finding.path;
    const indexes = kept.get(String(list));
    if (indexes === undefined || typeof index !== 'number') return finding;
    return { ...finding, path: [list as string, indexes[index] ?? index, ...below] };
  };
  return { value: rest, restore };
}

function deleteAt(root: object, path: Finding['path']): void {
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((below, key) => (below as Record<PropertyKey, unknown>)[key], root);
  Reflect.deleteProperty(holder as object, path.at(-1) ?? '');
}

/** The texts of an entry that is left out: a later entry may refer to one of them. */
function collectText(entry: unknown, into: Set<unknown>): void {
  if (typeof entry !== 'object' || entry === null) return;
  for (const part of Object.values(entry)) if (typeof part === 'string') into.add(part);
}
