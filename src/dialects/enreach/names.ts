import type { HubProtocol } from '../../channels/message.ts';

const camelNames = new Map<string, string>();

/** A .NET name with a small first letter, as .NET's JSON serialiser writes it: `MessageTTLSeconds` is `messageTTLSeconds`. */
export function camelName(name: string): string {
  let camel = camelNames.get(name);
  if (camel === undefined) {
    camel = name.charAt(0).toLowerCase() + name.slice(1);
    camelNames.set(name, camel);
  }
  return camel;
}

/** How property names are written: `auto` is camel case in JSON and the .NET names in MessagePack. */
export type Naming = 'auto' | 'camel' | 'pascal';

/**
 * `value`, which has the .NET names, as `protocol` sends it. Only the names of our own objects change, never those of
 * dictionaries, whose keys are data: .NET leaves these alone as well.
 */
export function nameFor(value: unknown, protocol: HubProtocol, naming: Naming): unknown {
  const camel = naming === 'auto' ? protocol === 'json' : naming === 'camel';
  return camel ? camelCased(value) : value;
}

/** Properties whose value is a dictionary. */
const dictionaries = new Set(['Values', 'AllowedValues']);

function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  const named: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value))
    named[camelName(name)] = dictionaries.has(name) ? inner : camelCased(inner);
  return named;
}
