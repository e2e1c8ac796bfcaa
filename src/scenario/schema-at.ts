import { globalRegistry, type core } from 'zod';

type Schema = core.$ZodType;
type Key = PropertyKey;

/** What the schema says about one place of a document. */
export interface SchemaAt {
  /** The schemas that a value at this place may follow, without wrappers: several where there is a choice. */
  readonly choices: readonly Schema[];
  /** The same with their wrappers: what a value has to pass as a whole. */
  readonly whole: readonly Schema[];
  /** The description nearest to the place; `undefined` when there is none. */
  readonly description: string | undefined;
}

/** Follows `path` into `schema`, along `value` where its discriminators decide which branch counts. */
export function schemaAt(schema: Schema, value: unknown, path: readonly Key[]): SchemaAt {
  let here: SchemaAt = { ...unwrap(schema, value), whole: [schema] };
  let below = value;
  for (const key of path) {
    below = isRecord(below) ? below[key as string] : undefined;
    const whole = here.choices.flatMap((choice) => part(choice, key));
    const inside = whole.map((schema) => unwrap(schema, below));
    here = {
      whole,
      choices: inside.flatMap(({ choices }) => choices),
      description: inside.find(({ description }) => description !== undefined)?.description,
    };
  }
  return here;
}

/** The keys that a mapping at this place may have, over all choices. */
export function knownKeys({ choices }: SchemaAt): string[] {
  const keys = choices.flatMap((choice) => {
    const { def } = (choice as core.$ZodTypes)._zod;
    if (def.type === 'object') return Object.keys(def.shape).filter((key) => !key.startsWith('$'));
    if (def.type === 'record') return [...((def.keyType as Schema)._zod.values ?? [])].map(String);
    return [];
  });
  return [...new Set(keys)];
}

/** The texts, numbers and so on that are allowed as such at this place. */
export function literals({ choices }: SchemaAt): string[] {
  const allowed = choices.flatMap((choice) => {
    const { type } = (choice as core.$ZodTypes)._zod.def;
    return type === 'enum' || type === 'literal' ? [...(choice._zod.values ?? [])].map(String) : [];
  });
  return [...new Set(allowed)];
}

/** Takes off optional, default, pipe and union, down to what says which values are allowed. */
function unwrap(schema: Schema, value: unknown): Omit<SchemaAt, 'whole'> {
  const own = globalRegistry.get(schema)?.description;
  const inner = innerOf(schema, value);
  if (inner === undefined) return { choices: [schema], description: own };
  const parts = inner.map((part) => unwrap(part, value));
  const inside = parts.length === 1 ? parts[0]?.description : undefined;
  // A description that only tells the default adds to the one inside, which tells what is allowed.
  const description = own?.startsWith('Default') === true ? (inside ?? own) : (own ?? inside);
  return { choices: parts.flatMap(({ choices }) => choices), description };
}

function innerOf(schema: Schema, value: unknown): readonly Schema[] | undefined {
  const { def } = (schema as core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'nonoptional':
      return [def.innerType];
    case 'pipe':
      // What is only put into words before it is read is followed where it is read.
      return [(def.in as core.$ZodTypes)._zod.def.type === 'transform' ? def.out : def.in];
    case 'lazy':
      return [def.getter()];
    case 'union':
      return 'discriminator' in def ? decided(def.options, String(def.discriminator), value) : def.options;
    default:
      return undefined;
  }
}

/** The branches that the value's discriminator allows; all of them when it has none that is known. */
function decided(options: readonly Schema[], discriminator: string, value: unknown): readonly Schema[] {
  const found = isRecord(value) ? value[discriminator] : undefined;
  const chosen = options.filter((option) =>
    option._zod.propValues?.[discriminator]?.has(found as core.util.Primitive),
  );
  return chosen.length > 0 ? chosen : options;
}

function part(schema: Schema, key: Key): Schema[] {
  const { def } = (schema as core.$ZodTypes)._zod;
  if (def.type === 'object') {
    const found = Object.hasOwn(def.shape, key) ? def.shape[key as string] : undefined;
    return found === undefined ? [] : [found];
  }
  if (def.type === 'array') return [def.element];
  if (def.type === 'record') return [def.valueType];
  return [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
