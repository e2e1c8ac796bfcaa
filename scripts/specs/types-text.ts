import { compile } from 'json-schema-to-typescript';
import type { VendorSpec } from '../../src/dialects/spec.ts';
import { typeDefinitions } from '../../src/spec/type-definitions.ts';

const head = `// Types of everything that goes over the vendors' wires. Written by scripts/write-specs.ts, from the schemas that phoney
// validates with; it imports nothing. docs/specs.md says how it is used.
`;

/** The text of `schema/types.d.cts`: the types of every vendor, one after the other. */
export async function typesText(specs: readonly VendorSpec[]): Promise<string> {
  const texts: string[] = [head];
  for (const spec of specs) texts.push(await typesOf(spec));
  return texts.join('\n');
}

const root = 'NobodyRefersToThis';

async function typesOf(spec: VendorSpec): Promise<string> {
  const text = await compile(typeDefinitions(spec), root, {
    additionalProperties: false,
    bannerComment: '',
    unreachableDefinitions: true,
    style: { printWidth: 110, singleQuote: true },
  });
  return text
    .replaceAll(/\n \*\n \* This interface was referenced by[^]*?\n \*\//g, '\n */')
    .replace(new RegExp(`^export interface ${root} [^]*?\\n}\\n`, 'm'), '')
    .replaceAll(/\/\*\*\n *\* (.*)\n *\*\//g, '/** $1 */');
}
