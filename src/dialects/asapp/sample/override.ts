import { InputError, type Problem } from '../../../lib/errors.ts';

/**
 * The JSON text `body` with values replaced: each override is `path=value`, `data.queue_ids.0=17`. The value is read as
 * JSON and taken as text when it is none; objects on the way are made where they are missing. Throws an
 * {@link InputError} with every override that cannot be read.
 */
export function applyOverrides(body: string, overrides: readonly string[]): string {
  if (overrides.length === 0) return body;
  const root = JSON.parse(body) as Record<string, unknown>;
  const problems: Problem[] = [];
  for (const override of overrides) {
    const equals = override.indexOf('=');
    const path = override.slice(0, Math.max(0, equals)).split('.');
    if (equals <= 0 || path.some((key) => key === '' || key === '__proto__')) {
      const message = `"${override}" is not an override. Write path=value, such as data.rep_id=42.`;
      problems.push({ file: '--override', message });
      continue;
    }
    set(root, path, valueOf(override.slice(equals + 1)));
  }
  if (problems.length > 0) throw new InputError(problems);
  return JSON.stringify(root);
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

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
