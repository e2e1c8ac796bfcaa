import type { Path } from './problems.ts';

/** What is done to a document so that the rest of it can be checked. */
export class Mending {
  readonly #gone = new Set<string>();
  readonly #put = new Map<string, Map<string, unknown>>();
  readonly #touched: Path[] = [];

  /** Every place that is not as it was written. */
  get touched(): readonly Path[] {
    return this.#touched;
  }

  remove(path: Path): void {
    this.#gone.add(keyOf(path));
    this.#touched.push(path);
  }

  /** Puts `value` where nothing stands, or nothing that is any good. */
  put(container: Path, key: string, value: unknown): void {
    const below = this.#put.get(keyOf(container)) ?? new Map<string, unknown>();
    this.#put.set(keyOf(container), below.set(key, value));
    this.#touched.push([...container, key]);
  }

  isGone(path: Path): boolean {
    return this.#gone.has(keyOf(path));
  }

  isPut(path: Path): boolean {
    return this.putInto(path.slice(0, -1)).has(String(path.at(-1)));
  }

  /** What stands in the mapping at `path` only because it was put there. */
  putInto(path: Path): ReadonlyMap<string, unknown> {
    return this.#put.get(keyOf(path)) ?? new Map();
  }
}

/** What is left of a document. */
export interface Pruned {
  readonly value: unknown;
  /** Where that stood in the whole document: lists may have become shorter. */
  readonly restore: (path: Path) => Path;
}

/** A copy of `whole` as `mending` wants it. */
export function prune(whole: unknown, mending: Mending): Pruned {
  const kept = new Map<string, readonly number[]>();
  const copy = (value: unknown, path: Path, here: Path): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const indexes = [...value.keys()].filter((index) => !mending.isGone([...path, index]));
      kept.set(keyOf(here), indexes);
      return indexes.map((index, at) => copy(value[index], [...path, index], [...here, at]));
    }
    const entries = Object.entries(value)
      .filter(([key]) => !mending.isGone([...path, key]))
      .map(([key, part]) => [key, copy(part, [...path, key], [...here, key])] as const);
    return Object.fromEntries([...entries, ...mending.putInto(path)]);
  };
  return {
    value: copy(whole, [], []),
    restore: (path) =>
      path.map((key, depth) =>
        typeof key === 'number' ? (kept.get(keyOf(path.slice(0, depth)))?.[key] ?? key) : key,
      ),
  };
}

function keyOf(path: Path): string {
  return path.map(String).join('\0');
}
