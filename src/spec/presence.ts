import { isMapping } from '../lib/is-mapping.ts';

/** A JSON Schema, as far as what is there of it in values can be counted. */
export interface Schema {
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly [keyword: string]: unknown;
}

/** Counts what of a schema is there in values that hold it. */
export interface Counter {
  /** Takes a value in. */
  add(value: unknown): void;
  /** The same schema, each property with how often it was there: `x-presence`, and a sentence in its description. */
  annotate(schema: Schema): Schema;
}

/** A counter of everything that has names in `schema`; `undefined` where nothing has. */
export function counterOf(schema: Schema): Counter | undefined {
  if (schema.properties !== undefined) return new ObjectCounter(schema.properties);
  if (schema.items !== undefined) return innerCounter(schema.items, 'items', eachItem);
  if (typeof schema.additionalProperties === 'object')
    return innerCounter(schema.additionalProperties, 'additionalProperties', Object.values);
  if (schema.oneOf !== undefined) return new ChoiceCounter(schema.oneOf, 'oneOf');
  return schema.anyOf === undefined ? undefined : new ChoiceCounter(schema.anyOf, 'anyOf');
}

/** How often something was there, of how many times it could have been. */
interface Presence {
  readonly is: 'always' | 'sometimes' | 'never';
  readonly seen: number;
  readonly of: number;
}

class ObjectCounter implements Counter {
  #seen = 0;
  readonly #members: ReadonlyMap<string, { seen: number; readonly inner: Counter | undefined }>;

  constructor(properties: Readonly<Record<string, Schema>>) {
    this.#members = new Map(
      Object.entries(properties).map(([name, schema]) => [name, { seen: 0, inner: counterOf(schema) }]),
    );
  }

  add(value: unknown): void {
    if (!isMapping(value)) return;
    this.#seen += 1;
    for (const [name, inner] of Object.entries(value)) {
      const member = this.#members.get(name);
      if (member === undefined) continue;
      member.seen += 1;
      member.inner?.add(inner);
    }
  }

  annotate(schema: Schema): Schema {
    const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
      const { inner, seen = 0 } = this.#members.get(name) ?? {};
      return [name, withPresence(inner?.annotate(property) ?? property, seen, this.#seen)];
    });
    return { ...schema, properties: Object.fromEntries(properties) as Readonly<Record<string, Schema>> };
  }
}

/** Of several schemas, values are counted for the first whose fixed fields they have. */
class ChoiceCounter implements Counter {
  readonly #branches: readonly { readonly schema: Schema; readonly counter: Counter | undefined }[];
  readonly #keyword: 'oneOf' | 'anyOf';

  constructor(schemas: readonly Schema[], keyword: 'oneOf' | 'anyOf') {
    this.#branches = schemas.map((schema) => ({ schema, counter: counterOf(schema) }));
    this.#keyword = keyword;
  }

  add(value: unknown): void {
    if (value === null) return;
    this.#branches.find(({ schema }) => fits(schema, value))?.counter?.add(value);
  }

  annotate(schema: Schema): Schema {
    const branches = schema[this.#keyword]?.map(
      (branch, i) => this.#branches[i]?.counter?.annotate(branch) ?? branch,
    );
    return { ...schema, [this.#keyword]: branches };
  }
}

function innerCounter(
  inner: Schema,
  keyword: 'items' | 'additionalProperties',
  valuesOf: (value: object) => readonly unknown[],
): Counter | undefined {
  const counter = counterOf(inner);
  if (counter === undefined) return undefined;
  return {
    add(value) {
      if (typeof value !== 'object' || value === null) return;
      for (const one of valuesOf(value)) counter.add(one);
    },
    annotate: (schema) => ({ ...schema, [keyword]: counter.annotate(schema[keyword] as Schema) }),
  };
}

function eachItem(value: object): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function fits({ properties = {} }: Schema, value: unknown): boolean {
  return Object.entries(properties).every(
    ([name, { const: only, enum: any = only === undefined ? undefined : [only] }]) =>
      any === undefined || (isMapping(value) && (value[name] === undefined || any.includes(value[name]))),
  );
}

/** Nothing was seen of what had no chance to be there. */
function withPresence(schema: Schema, seen: number, of: number): Schema {
  if (of === 0) return schema;
  const is = seen === 0 ? 'never' : seen === of ? 'always' : 'sometimes';
  const sentence = `${is.charAt(0).toUpperCase()}${is.slice(1)} there: ${seen} of ${of}.`;
  const presence: Presence = { is, seen, of };
  const { description } = schema;
  return {
    ...schema,
    description: description === undefined ? sentence : `${description} ${sentence}`,
    'x-presence': presence,
  };
}
