import { specOf } from '../dialects/index.ts';
import type { JsonObject, VendorSpec } from '../dialects/spec.ts';
import { InputError, suggestNames } from '../lib/errors.ts';
import { documentsOf, type DocumentKind, type SpecDocument } from './documents.ts';
import { readShipped } from './shipped.ts';

/** A document that was asked for, and whose it is. */
export interface FoundDocument extends Omit<SpecDocument, 'make'> {
  readonly vendor: string;
  readonly content: JsonObject;
  /** Whether it describes an event, and not a part of an exchange. */
  readonly isEvent: boolean;
}

/** What is asked for. */
export interface DocumentWish {
  readonly kind: DocumentKind;
  readonly vendors: readonly string[];
  /** A type of event, or the name of another shape. Absent: all. */
  readonly event?: string | undefined;
}

/**
 * The documents that somebody asks for, in the order of the vendors and of their shapes; those that phoney brings along as it brings
 * them. Throws an `InputError` where there are none, with what there is.
 */
export async function findDocuments({ kind, vendors, event }: DocumentWish): Promise<FoundDocument[]> {
  const specs = new Map<string, VendorSpec>();
  for (const named of vendors) {
    const { vendor, spec } = await specOf(named);
    if (spec !== undefined) specs.set(vendor, spec);
  }
  const found = [...specs].flatMap(([vendor, spec]) => documentsIn(vendor, spec, kind));
  if (found.length === 0) throw new InputError(explainNone(kind, vendors));
  if (event === undefined) return found;
  const meant = found.filter((one) => one.names.includes(event));
  if (meant.length > 0) return meant;
  throw new InputError(explainEvent(event, [...new Set(found.flatMap(({ names }) => names))]));
}

interface NamedDocument extends FoundDocument {
  /** What it may be asked for by. */
  readonly names: readonly string[];
}

function documentsIn(vendor: string, spec: VendorSpec, kind: DocumentKind): NamedDocument[] {
  const shapes = new Map(spec.shapes.map((shape) => [shape.name, shape]));
  return documentsOf(vendor, spec)
    .filter((document) => document.kind === kind)
    .map(({ make, ...document }) => {
      const { eventTypes = [] } = shapes.get(document.shape ?? '') ?? {};
      // A dot that is not the type's own makes a shape another form of an event, such as UserStatus.dotnet.
      const isForm = document.shape?.includes('.') === true && eventTypes[0]?.includes('.') !== true;
      const own = eventTypes.length === 1 && !isForm ? eventTypes : [];
      return {
        ...document,
        content: readShipped(vendor, document.file) ?? make(),
        vendor,
        isEvent: eventTypes.length > 0,
        names: document.shape === null ? [] : [...new Set([document.shape, ...own])],
      };
    });
}

const titles: Readonly<Record<DocumentKind, string>> = {
  jsonschema: 'JSON Schemas',
  asyncapi: 'AsyncAPI document',
  openapi: 'OpenAPI document',
};

function explainNone(kind: DocumentKind, vendors: readonly string[]): string {
  const whose = vendors.length === 1 ? `"${vendors[0]}" has no` : 'No vendor has any';
  const what =
    kind === 'jsonschema'
      ? 'Give its dialect a schema for each type of event.'
      : `Give its dialect a \`spec\` with \`${kind}\`.`;
  return `${whose} ${titles[kind]}. ${what}`;
}

function explainEvent(event: string, known: readonly string[]): string {
  const near = suggestNames(event, known);
  const hint =
    near.length > 0
      ? `Did you mean ${near.join(' or ')}?`
      : `There are ${known.length}, from ${known[0]} to ${known.at(-1)}: phoney spec jsonschema -o schemas/ writes them all.`;
  return `"${event}" is no event, body or argument. ${hint}`;
}
