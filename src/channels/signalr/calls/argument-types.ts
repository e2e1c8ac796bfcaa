import type { HubProtocol } from '../protocols/protocol.ts';
import { FractionalNumber, isRecord, plainValue } from '../protocols/values.ts';

/** Why an argument is not of its type; what .NET says of it appears with detailed errors only. */
export class BindingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidDataException';
  }
}

/** What a parameter of a hub method takes, as .NET binds it. */
export interface ArgumentType<T> {
  /** The value for the method; throws when what the client sent in that protocol is not of this type. */
  bind(given: unknown, protocol: HubProtocol): T;
  /** What a property of this type is when the client left it out: .NET's default value. */
  readonly missing: T;
}

/** The value types of a tuple of argument types. */
export type BoundValues<Types extends readonly ArgumentType<unknown>[]> = {
  -readonly [Index in keyof Types]: Types[Index] extends ArgumentType<infer T> ? T : never;
};

function argumentType<T>(name: string, missing: T, accepts: (given: unknown) => boolean): ArgumentType<T> {
  return {
    missing,
    bind: (given) => {
      if (!accepts(given)) throw new BindingError(`The value could not be converted to ${name}.`);
      return given as T;
    },
  };
}

function integerWithin(name: string, least: number, most: number): ArgumentType<number> {
  return argumentType(
    name,
    0,
    (given) => typeof given === 'number' && Number.isInteger(given) && given >= least && given <= most,
  );
}

/** `string`: text or null. Half of a surrogate pair is none. */
export const string = argumentType<string | null>(
  'System.String',
  null,
  (given) => given === null || (typeof given === 'string' && given.isWellFormed()),
);

/** `int`: 32 bits, written without a fraction; `40.0` is none, and no float of MessagePack is. */
export const int = integerWithin('System.Int32', -(2 ** 31), 2 ** 31 - 1);

/** `long`, as far as JavaScript's numbers are exact. */
export const long = integerWithin('System.Int64', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

/** `double`: any number. */
export const double: ArgumentType<number> = {
  missing: 0,
  bind: (given) => {
    if (given instanceof FractionalNumber) return given.value;
    if (typeof given !== 'number')
      throw new BindingError('The value could not be converted to System.Double.');
    return given;
  },
};

/** `bool`. */
export const boolean = argumentType('System.Boolean', false, (given) => typeof given === 'boolean');

const guidForm = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** `Guid`: 32 hexadecimal digits with hyphens. */
export const guid = argumentType(
  'System.Guid',
  '00000000-0000-0000-0000-000000000000',
  (given) => typeof given === 'string' && guidForm.test(given),
);

/** `DateTime`: an ISO 8601 text in JSON, a timestamp in MessagePack. A text without an offset is taken for UTC. */
export const dateTime: ArgumentType<Date> = {
  missing: new Date('0001-01-01T00:00:00Z'),
  bind: (given, protocol) => {
    const date = protocol === 'json' ? readDate(given) : given;
    if (!(date instanceof Date) || Number.isNaN(date.getTime()))
      throw new BindingError('The value could not be converted to System.DateTime.');
    return date;
  },
};

/** `byte[]`: base64 in JSON, bytes in MessagePack, or null. */
export const bytes: ArgumentType<Uint8Array | null> = {
  missing: null,
  bind: (given, protocol) => {
    if (given === null) return null;
    const bound = protocol === 'json' ? readBase64(given) : given;
    if (!(bound instanceof Uint8Array))
      throw new BindingError('The value could not be converted to System.Byte[].');
    return bound;
  },
};

/** Whatever the client sent (`JsonElement`, `object`). */
export const any: ArgumentType<unknown> = {
  missing: undefined,
  bind: (given) => {
    if (given === undefined) throw new BindingError('There is no value that could be read.');
    return plainValue(given);
  },
};

/** The type or null (`int?`). */
export function nullable<T>(type: ArgumentType<T>): ArgumentType<T | null> {
  return { missing: null, bind: (given, protocol) => (given === null ? null : type.bind(given, protocol)) };
}

/** The type without null: .NET binds null to every string, array and object. */
export function required<T>(type: ArgumentType<T | null>): ArgumentType<T> {
  return {
    // Left out of an object it is .NET's default all the same.
    missing: type.missing as T,
    bind: (given, protocol) => {
      const bound = type.bind(given, protocol);
      if (bound === null) throw new BindingError('The value is null, and must not be.');
      return bound;
    },
  };
}

/** An array of the type, or null. */
export function arrayOf<T>(type: ArgumentType<T>): ArgumentType<readonly T[] | null> {
  return {
    missing: null,
    bind: (given, protocol) => {
      if (given === null) return null;
      if (!Array.isArray(given)) throw new BindingError('The value could not be converted to an array.');
      return given.map((item) => type.bind(item, protocol));
    },
  };
}

/**
 * An object with these properties, or null. Names are matched without regard to case in JSON and with regard to it in
 * MessagePack; what is missing is .NET's default, and what is not named here is ignored.
 */
export function object<Shape extends Record<string, ArgumentType<unknown>>>(
  shape: Shape,
): ArgumentType<
  { -readonly [Name in keyof Shape]: Shape[Name] extends ArgumentType<infer T> ? T : never } | null
> {
  const lowerNames = new Map(Object.keys(shape).map((name) => [name.toLowerCase(), name]));
  return {
    missing: null,
    bind: (given, protocol) => {
      if (given === null) return null;
      if (!isRecord(given)) throw new BindingError('The value could not be converted to an object.');
      const bound = Object.fromEntries(Object.entries(shape).map(([name, type]) => [name, type.missing]));
      for (const [name, value] of Object.entries(given)) {
        const property = protocol === 'json' ? lowerNames.get(name.toLowerCase()) : name;
        if (property === undefined || !Object.hasOwn(shape, property)) continue;
        bound[property] = shape[property]?.bind(value, protocol);
      }
      return bound as never;
    },
  };
}

const dateForm = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,16})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

function readDate(given: unknown): Date | undefined {
  const form = typeof given === 'string' ? dateForm.exec(given) : null;
  if (form === null) return undefined;
  const [text, offset] = form;
  return new Date(text.includes('T') && offset === undefined ? `${text}Z` : text);
}

const base64Form = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

function readBase64(given: unknown): Uint8Array | undefined {
  if (typeof given !== 'string' || !base64Form.test(given)) return undefined;
  return Uint8Array.from(Buffer.from(given, 'base64'));
}
