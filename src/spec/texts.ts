import { stringify } from 'yaml';
import type { JsonObject } from '../dialects/spec.ts';

/** How long a line of JSON may be before it is broken. */
const width = 110;

/** A document as its file has it: what fits into a line stands in one. */
export function jsonText(content: JsonObject): string {
  return `${lines(content, '')}\n`;
}

/** A document as YAML. What older readers of YAML would take for a time or a yes stands in quotes. */
export function yamlText(content: JsonObject): string {
  return stringify(content, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
}

function lines(value: unknown, indent: string): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || line.length + indent.length <= width) return line;
  const inner = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((one) => lines(one, inner))
    : Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .map(([name, one]) => `${JSON.stringify(name)}: ${lines(one, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${members.map((one) => inner + one).join(',\n')}\n${indent}${close}`;
}
