import type { Interaction } from './pact.ts';
import { interactionOf } from './parts.ts';

/** A path of Pact's as dotted names, without the root: `$.data['a']` is `data.a`, and the root alone is nothing. */
export function dotted(path: string): string {
  return path.replaceAll(/\[['"]([^'"]*)['"]\]/g, '.$1').replace(/^\$\.?/, '');
}

/**
 * What a contract itself says is there only sometimes: `"comments": { "sometimes": ["$.data.id"] }`. Pact has no optional fields;
 * comments are for whatever a writer wants to say.
 */
export function sometimesIn(interaction: Interaction): readonly string[] {
  const { sometimes } = (interactionOf(interaction)['comments'] ?? {}) as { readonly sometimes?: unknown };
  return [sometimes ?? []].flat().filter((path): path is string => typeof path === 'string');
}
