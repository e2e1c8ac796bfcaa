/**
 * A number that .NET does not take for an integer because of how it is written: `40.0` or `1e2` in JSON, a float in
 * MessagePack.
 */
export class FractionalNumber {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** A MessagePack extension that is no timestamp: nothing binds to it. */
export class UnknownExtension {
  readonly type: number;

  constructor(type: number) {
    this.type = type;
  }
}

/** Whether a value that was read is an object with names. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** What was read, as a method may see it: numbers are plain. Throws a TypeError where an unknown extension is. */
export function plainValue(value: unknown): unknown {
  if (value instanceof FractionalNumber) return value.value;
  if (value instanceof UnknownExtension)
    throw new TypeError(`MessagePack's extension ${value.type} is of no type that is known here.`);
  if (Array.isArray(value)) return value.map(plainValue);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainValue(inner)]));
}
