import type { Problem } from '../lib/errors.ts';

/** Paths of a contract, and those of the customer's own in their place. */
export type PathMap = ReadonlyMap<string, string>;

/** Reads `--path-map`: `/asapp/events=/my/hook`, any number of them. */
export function readPathMap(texts: readonly string[]): {
  readonly map: PathMap;
  readonly problems: readonly Problem[];
} {
  const map = new Map<string, string>();
  const problems: Problem[] = [];
  for (const text of texts) {
    const [, from, to] = /^(\/[^=]*)=(\/.*)$/s.exec(text) ?? [];
    if (from === undefined || to === undefined) {
      problems.push({
        path: '--path-map',
        message: `"${text}" does not map a path. Write the contract's path and yours, such as /asapp/activity=/my/hook.`,
      });
    } else map.set(from, to);
  }
  return { map, problems };
}

/**
 * Where a request of the contract goes: the mapped path, or the target's own when it has one, or the contract's. The query
 * stays as it is, behind a query that the customer's address has.
 */
export function mapPath(path: string, target: URL, map: PathMap): string {
  const [, name = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(path) ?? [];
  const own = target.pathname === '/' ? undefined : target.pathname + target.search;
  const to = map.get(name) ?? own ?? name;
  if (query === '') return to;
  return `${to}${to.includes('?') ? '&' : '?'}${query}`;
}
