import { InputError, type Problem } from '../lib/errors.ts';

/**
 * Replaces values in a JSON object, each by the path to it, such as `data.queue_ids.0`; objects on the way are made where they
 * are missing. Throws an {@link InputError} with every path that leads nowhere.
 */
export function overrideValues(
  root: Record<string, unknown>,
  overrides: Readonly<Record<string, unknown>>,
): void {
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(overrides)) {
    const path = name.split('.');
    if (path.some((key) => key === '' || key === '__proto__'))
      problems.push({
        message: `"${name}" is not an override. Give the path of a field, such as data.rep_id.`,
      });
    else set(root, path, value);
  }
  if (problems.length > 0) throw new InputError(problems);
}

function set(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at = root;
  for (const key of path.slice(0, -1)) {
    const next = Object.hasOwn(at, key) ? at[key] : undefined;
    if (typeof next === 'object' && next !== null) at = next as Record<string, unknown>;
    else at = at[key] = {};
  }
  at[path.at(-1) ?? ''] = value;
}

/** The value that somebody wrote: JSON, or else text. */
export function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
