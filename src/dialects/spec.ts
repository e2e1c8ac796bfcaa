import type { z } from 'zod';

/** A JSON object, as documents are put together from. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * What a vendor's wire looks like, for documents that machines read: JSON Schemas, types, AsyncAPI and OpenAPI are made of it.
 * The schemas are those that phoney validates with.
 */
export interface VendorSpec {
  /** The vendor as people write it, such as `ASAPP`. */
  readonly title: string;
  /** Everything that goes over the wire, in the order of the vendor's page. Names are unique. */
  readonly shapes: readonly WireShape[];
  /** An AsyncAPI 3.0 document without `components.schemas`, which are made of what it refers to. Absent: there is none. */
  readonly asyncapi?: (parts: SpecParts) => JsonObject;
  /** An OpenAPI 3.1 document, likewise. */
  readonly openapi?: (parts: SpecParts) => JsonObject;
}

/** What a document is put together from. */
export interface SpecParts {
  /** A reference to the schema of that shape. Throws a `RangeError` where there is no such shape. */
  readonly ref: (shape: string) => { readonly $ref: string };
  /** Examples of a shape that are valid, the one that says most first. Throws as `ref` does. */
  readonly examplesOf: (shape: string) => readonly unknown[];
}

/** One thing that goes over the wire: an event, the body of a request or of an answer, the arguments of a call. */
export type WireShape = ShapeFacts &
  (OwnSchema | NarrowedSchema | ChoiceSchema | FieldsSchema | ListSchema | ArgumentsSchema);

/** What is said of a shape, whatever its schema comes from. */
export interface ShapeFacts {
  /** What documents and files call it: letters, digits and `._-`. An event's is its type. */
  readonly name: string;
  /** What its TypeScript type is called. */
  readonly typeName: string;
  /** What it says, in a sentence. */
  readonly summary: string;
  /** Where the vendor's page tells of it. */
  readonly page: string;
  /**
   * The types of the events that it describes, by the names of the vendor's `reader`: what is always, sometimes or never
   * there, and the examples, come from them. Absent: no scenario sends it.
   */
  readonly eventTypes?: readonly string[];
  /** Examples where no scenario sends it; `examplesOf` knows those of the other shapes. */
  readonly examples?: (examplesOf: SpecParts['examplesOf']) => readonly unknown[];
}

/** A shape with a schema of its own. */
export interface OwnSchema {
  readonly schema: z.ZodType;
  /** True: others send it, so that what has a default may be missing. Absent: the vendor does. */
  readonly isInput?: true;
  /** How it is named on the wire, where the schema has other names. */
  readonly naming?: ShapeNaming;
  /** The shapes that types tell it apart by; each narrows it. Absent: it is one type. */
  readonly choiceOf?: readonly string[];
}

/** A shape that is another one with certain values in some of its fields. */
export interface NarrowedSchema {
  readonly narrows: string;
  readonly to: Readonly<Record<string, string>>;
}

/** A shape that is one of others. */
export interface ChoiceSchema {
  readonly choiceOf: readonly string[];
}

/** An object of exactly these fields, each of them a shape. */
export interface FieldsSchema {
  readonly fields: Readonly<Record<string, string>>;
}

/** Any number of one shape. */
export interface ListSchema {
  readonly listOf: string;
}

/** The arguments of a call: a list of exactly these shapes. */
export interface ArgumentsSchema {
  readonly takes: readonly string[];
}

/** From the names of a schema to those on the wire. */
export interface ShapeNaming {
  /** A name of a property. Those of dictionaries are data, and never asked for. */
  readonly property: (name: string) => string;
  /** A value with all of its names. */
  readonly value: (value: unknown) => unknown;
}
