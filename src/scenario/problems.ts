import type { core } from 'zod';
import type { Problem } from '../lib/errors.ts';
import type { Document, Place } from './document.ts';
import { openUnions, type Issue } from './issues.ts';
import { schemaAt } from './schema-at.ts';
import { wordIssue, wordMissingKey, wordOtherEnding, wordUnknownKey } from './wording.ts';

/** Keys and indexes from the root of a document to a place in it. */
export type Path = readonly PropertyKey[];

/** More than this many problems help nobody; the rest is counted. */
const problemLimit = 200;

/** A problem with its place in the document still as a path. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  /** True when it is about the last key of `path` and not about its value. */
  readonly aboutKey?: boolean;
  /** The key that is missing in the mapping at `path`. */
  readonly lacks?: string;
  /** The names in the document that it rests on. */
  readonly names?: readonly string[];
}

/** How the scalar at a path is written; `undefined` where nothing is known of that. */
export type SourceAt = (path: Path) => string | undefined;

/** What a schema found wrong with `value`, in our words. `sourceAt` knows how it is written, where it is. */
export function findingsOf(
  error: core.$ZodError,
  schema: core.$ZodType,
  value: unknown,
  sourceAt?: SourceAt,
): Finding[] {
  return openUnions(error.issues).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const at = schemaAt(schema, value, issue.path);
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        aboutKey: true,
        message: isTargetsFile(issue.path, key) ? wordOtherEnding(key) : wordUnknownKey(key, at),
      }));
    }
    return [findingOf(issue, schema, value, sourceAt)];
  });
}

/** Whether a key of `targets` is meant as a file: vendors have no slash in their names. */
function isTargetsFile([first, ...rest]: readonly PropertyKey[], key: string): boolean {
  return first === 'targets' && rest.length === 0 && /[\\/]/.test(key);
}

function findingOf(issue: Issue, schema: core.$ZodType, value: unknown, sourceAt?: SourceAt): Finding {
  const at = schemaAt(schema, value, issue.path);
  const key = issue.path.at(-1);
  if (key !== undefined && valueAt(value, issue.path) === undefined && issue.code !== 'custom') {
    return {
      path: issue.path.slice(0, -1),
      lacks: String(key),
      message: wordMissingKey(String(key), at),
    };
  }
  return {
    path: issue.path,
    message: wordIssue(issue, at, sourceAt?.(issue.path)),
    aboutKey: issue.code === 'invalid_key',
  };
}

/** Gives each finding its line and column, in the order in which they stand in the file. */
export function locate(findings: readonly Finding[], document: Document, file: string): Problem[] {
  return findings.map(({ path, message, aboutKey }) => ({
    file,
    ...document.position(offsetOf(document.place, path, aboutKey === true)),
    path: formatPath(path),
    message,
  }));
}

/** By place, without repetitions, the first {@link problemLimit} and how many more there are. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  const sorted = problems
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
    .filter(({ line, column, path, message }) => {
      const key = `${line}:${column} ${path} ${message}`;
      return !seen.has(key) && seen.add(key);
    });
  const rest = sorted.length - problemLimit;
  if (rest <= 0) return sorted;
  const { file } = sorted[0] ?? {};
  const message = `There are ${rest} more problems. Mend these first.`;
  return [...sorted.slice(0, problemLimit), file === undefined ? { message } : { file, message }];
}

/** `centre.queues[0].patience`; keys that are not plain words stand in quotes. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    if (!/^[\w-]{1,80}$/.test(name)) return `${text}[${JSON.stringify(name.slice(0, 80))}]`;
    return text === '' ? name : `${text}.${name}`;
  }, '');
}

/** The offset of what the path leads to, or of the innermost part of it that is there. */
function offsetOf(root: Place, path: Path, aboutKey: boolean): number {
  let place = root;
  for (const [index, key] of path.entries()) {
    const part = place.parts.get(String(key));
    if (part === undefined) return place.at;
    if (aboutKey && index === path.length - 1) return part.keyAt;
    place = part.place;
  }
  return place.at;
}

/** Reads what is written out of a document. */
export function sourcesIn(root: Place): SourceAt {
  return (path) =>
    path.reduce<Place | undefined>((place, key) => place?.parts.get(String(key))?.place, root)?.source;
}

/** What stands at a place; `undefined` when nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (below, key) =>
      typeof below === 'object' && below !== null ? (below as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}
