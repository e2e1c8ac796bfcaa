import type { JsonObject, VendorSpec } from '../dialects/spec.ts';
import { ShapeSchemas, type Measured } from './schemas.ts';
import type { Draft } from './shape-schema.ts';

/** Kinds of document, as they are named on the command line. */
export const documentKinds = ['jsonschema', 'asyncapi', 'openapi'] as const;
/** One of {@link documentKinds}. */
export type DocumentKind = (typeof documentKinds)[number];

/** A document of a vendor. */
export interface SpecDocument {
  readonly kind: DocumentKind;
  /** The shape of a JSON Schema; `null` for a document of the whole vendor. */
  readonly shape: string | null;
  /** What its file is called in the vendor's folder. */
  readonly file: string;
  /** Puts it together. */
  readonly make: () => JsonObject;
}

/** Every document of a vendor, in the order of its shapes. Without measures nothing is said of what is there and how often. */
export function documentsOf(vendor: string, spec: VendorSpec, measured?: Measured): SpecDocument[] {
  const schemas = new ShapeSchemas(spec, measured);
  return [
    ...spec.shapes.map(({ name }): SpecDocument => ({
      kind: 'jsonschema',
      shape: name,
      file: `${name}.schema.json`,
      make: () => schemas.document(name, vendor),
    })),
    ...whole('asyncapi', 'draft-7', schemas, spec.asyncapi),
    ...whole('openapi', 'draft-2020-12', schemas, spec.openapi),
  ];
}

function whole(
  kind: DocumentKind,
  draft: Draft,
  schemas: ShapeSchemas,
  make: VendorSpec['asyncapi'],
): SpecDocument[] {
  if (make === undefined) return [];
  return [{ kind, shape: null, file: `${kind}.json`, make: () => complete(draft, schemas, make) }];
}

/** A vendor's document with everything that it refers to. */
function complete(
  draft: Draft,
  schemas: ShapeSchemas,
  make: NonNullable<VendorSpec['asyncapi']>,
): JsonObject {
  const parts = new Map<string, JsonObject>();
  const refTo = (name: string): string => {
    if (!parts.has(name)) {
      parts.set(name, {});
      parts.set(name, schemas.titled(name, draft, refTo));
    }
    return `#/components/schemas/${name}`;
  };
  const made = make({
    ref: (shape) => ({ $ref: refTo(shape) }),
    examplesOf: (shape) => schemas.examplesOf(shape),
  });
  const { components } = made;
  return { ...made, components: { schemas: Object.fromEntries(parts), ...(components as object) } };
}
