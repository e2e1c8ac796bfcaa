import type { HubProtocol } from './protocol.ts';

/**
 * A value of the host as .NET sends it. Maps are objects and sets are arrays; in JSON, bytes are base64 and dates have
 * no trailing zeros. What is neither of these stays the object that it is, so that most values cost no copy.
 */
export function outgoing(value: unknown, protocol: HubProtocol): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return outgoingArray(value, protocol);
  if (value instanceof Uint8Array) return protocol === 'json' ? base64(value) : value;
  if (value instanceof Date) return protocol === 'json' ? dateText(value) : value;
  if (value instanceof Set) return outgoingArray([...value], protocol);
  if (value instanceof Map) return outgoing(Object.fromEntries(value), protocol);
  return 'toJSON' in value ? value : outgoingRecord(value, protocol);
}

function outgoingArray(items: readonly unknown[], protocol: HubProtocol): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (let i = 0; i < items.length; i++) {
    const sent = outgoing(items[i], protocol);
    if (sent === items[i]) continue;
    changed ??= [...items];
    changed[i] = sent;
  }
  return changed ?? items;
}

function outgoingRecord(value: object, protocol: HubProtocol): object {
  let changed: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const inner = (value as Readonly<Record<string, unknown>>)[name];
    const sent = outgoing(inner, protocol);
    if (sent === inner) continue;
    changed ??= { ...value };
    changed[name] = sent;
  }
  return changed ?? value;
}

function base64({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

/** .NET writes as many digits of a second's fraction as are needed. */
function dateText(date: Date): string {
  return date.toISOString().replace(/\.?0+Z$/, 'Z');
}
