import type { OwnSchema, ShapeFacts, ShapeNaming, WireShape } from '../../spec.ts';
import { camelName, nameFor } from '../names.ts';

/** The names that .NET's JSON serialiser writes. With MessagePack they are those of .NET itself. */
const camel: ShapeNaming = {
  property: camelName,
  value: (value) => nameFor(value, 'json', 'camel'),
};

/** What a shape is called in documents where its properties have the names of .NET. */
export function dotnet(name: string): string {
  return `${name}.dotnet`;
}

/** A shape as it is in JSON, and as it is in MessagePack. Examples are in the names of the schema. */
export function inBothNamings({ typeName, examples, ...shape }: ShapeFacts & OwnSchema): WireShape[] {
  const named = examples ?? (() => []);
  return [
    {
      ...shape,
      typeName: `Enreach${typeName}`,
      naming: camel,
      examples: (examplesOf) => named(examplesOf).map((one) => camel.value(one)),
    },
    {
      ...shape,
      name: dotnet(shape.name),
      typeName: `EnreachDotnet${typeName}`,
      summary: `${shape.summary} In the names of .NET, as MessagePack has them.`,
      examples: named,
    },
  ];
}
