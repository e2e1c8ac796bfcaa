import type { VendorSpec, WireShape } from '../dialects/spec.ts';
import type { Counter, Schema } from './presence.ts';
import { compose, plainSchema, renamed, shapeNamed, type Draft, type Shapes } from './shape-schema.ts';

/** What scenarios have shown of the shapes of a vendor, by their names. */
export type Measured = ReadonlyMap<string, MeasuredShape>;

/** What scenarios have shown of one shape. */
export interface MeasuredShape {
  readonly counter: Counter | undefined;
  /** In the names of the schema, the one that says most first. */
  readonly examples: readonly unknown[];
}

/** The schemas of a vendor's shapes, and examples of them. */
export class ShapeSchemas {
  readonly shapes: Shapes;
  readonly #measured: Measured;

  constructor({ shapes }: Pick<VendorSpec, 'shapes'>, measured: Measured = new Map()) {
    this.shapes = new Map(shapes.map((shape) => [shape.name, shape]));
    this.#measured = measured;
  }

  /** Examples of a shape in the names of the wire. Throws a `RangeError` for no shape. */
  examplesOf(name: string): readonly unknown[] {
    const shape = shapeNamed(this.shapes, name);
    const seen = this.#measured.get(name)?.examples ?? [];
    if (seen.length === 0) return shape.examples?.((other) => this.examplesOf(other)) ?? [];
    const naming = 'naming' in shape ? shape.naming : undefined;
    return naming === undefined ? seen : seen.map((one) => naming.value(one));
  }

  /**
   * The schema of a shape by itself, without what was measured; what it is put together from as `$ref`s that `refTo` knows.
   * Throws a `RangeError` for no shape.
   */
  schemaOf(name: string, draft: Draft, refTo: (name: string) => string): Schema {
    const shape = shapeNamed(this.shapes, name);
    // The older draft has nothing beside a reference.
    const ref = (other: string): Schema =>
      draft === 'draft-7'
        ? { $ref: refTo(other) }
        : { description: shapeNamed(this.shapes, other).summary, $ref: refTo(other) };
    return 'schema' in shape ? this.#written(shape, draft, undefined) : compose(shape, ref, draft);
  }

  /** The same with its title and with what it says. */
  titled(name: string, draft: Draft, refTo: (name: string) => string): Schema {
    const { typeName, summary } = shapeNamed(this.shapes, name);
    return { title: typeName, description: summary, ...this.schemaOf(name, draft, refTo) };
  }

  /** The whole JSON Schema of a shape: everything that it is put together from stands in it. */
  document(name: string, vendor: string): Schema {
    const shape = shapeNamed(this.shapes, name);
    const defs = new Map<string, Schema>();
    const refTo = (other: string): string => {
      if (!defs.has(other)) {
        defs.set(other, {});
        defs.set(other, this.titled(other, 'draft-2020-12', refTo));
      }
      return `#/$defs/${other}`;
    };
    const isPlain = 'schema' in shape || 'narrows' in shape;
    const schema = isPlain
      ? this.#written(shape, 'draft-2020-12', this.#measured.get(name)?.counter)
      : this.schemaOf(name, 'draft-2020-12', refTo);
    const examples = this.examplesOf(name);
    return {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `urn:phoney:${vendor}:${name}`,
      title: shape.typeName,
      description: `${shape.summary} ${shape.page}.`,
      ...schema,
      ...(examples.length > 0 && { examples }),
      ...(defs.size > 0 && { $defs: Object.fromEntries(defs) }),
    };
  }

  /** What a shape has of its own, with what was counted, in the names of the wire. */
  #written(shape: WireShape, draft: Draft, counter: Counter | undefined): Schema {
    const plain = plainSchema(shape, this.shapes, draft) ?? {};
    const counted = counter?.annotate(plain) ?? plain;
    const naming = 'naming' in shape ? shape.naming : undefined;
    return naming === undefined ? counted : renamed(counted, naming);
  }
}
