import { FractionalNumber, plainJson } from '../protocols/json-text.ts';

/** Why an argument is not of its type; what .NET says of it appears with detailed errors only. */
export class BindingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidDataException';
  }
}

/** What a parameter of a hub method takes, as .NET binds it. */
export interface ArgumentType<T> {
  /** The value for the method; throws a BindingError when what the client sent is not of this type. */
  bind(given: unknown): T;
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

/** `string`: text or null. */
export const string = argumentType<string | null>(
  'System.String',
  null,
  (given) => given === null || typeof given === 'string',
);

/** `int`: 32 bits, written without a fraction; `40.0` is none. */
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

/** Whatever the client sent (`JsonElement`, `object`). */
export const any: ArgumentType<unknown> = { missing: undefined, bind: plainJson };

/** The type or null (`int?`). */
export function nullable<T>(type: ArgumentType<T>): ArgumentType<T | null> {
  return { missing: null, bind: (given) => (given === null ? null : type.bind(given)) };
}

/** An array of the type, or null. */
export function arrayOf<T>(type: ArgumentType<T>): ArgumentType<readonly T[] | null> {
  return {
    missing: null,
    bind: (given) => {
      if (given === null) return null;
      if (!Array.isArray(given)) throw new BindingError('The value could not be converted to an array.');
      return given.map((item) => type.bind(item));
    },
  };
}

/**
 * An object with these properties, or null. Names are matched without regard to case, what is missing is .NET's
 * default, and what is not named here is ignored.
 */
export function object<Shape extends Record<string, ArgumentType<unknown>>>(
  shape: Shape,
): ArgumentType<
  { -readonly [Name in keyof Shape]: Shape[Name] extends ArgumentType<infer T> ? T : never } | null
> {
  const names = new Map(Object.keys(shape).map((name) => [name.toLowerCase(), name]));
  return {
    missing: null,
    bind: (given) => {
      if (given === null) return null;
      if (typeof given !== 'object' || Array.isArray(given) || given instanceof FractionalNumber) {
        throw new BindingError('The value could not be converted to an object.');
      }
      const bound = Object.fromEntries(Object.entries(shape).map(([name, type]) => [name, type.missing]));
      for (const [name, value] of Object.entries(given)) {
        const property = names.get(name.toLowerCase());
        if (property !== undefined) bound[property] = shape[property]?.bind(value);
      }
      return bound as never;
    },
  };
}
