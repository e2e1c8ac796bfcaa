const maxColumns = 100;

/**
 * JSON for people and for diffs: what fits on a line stands on one, everything else is broken up, two spaces a level. The same
 * value gives the same text; keys keep their order.
 */
export function formatJson(value: unknown, indent = ''): string {
  const short = JSON.stringify(value);
  const isBranch = typeof value === 'object' && value !== null;
  if (!isBranch || (indent.length + short.length <= maxColumns && depthOf(value) <= 3)) return spaced(value);
  const inner = `${indent}  `;
  const list = Array.isArray(value);
  const parts = list
    ? value.map((item) => formatJson(item, inner))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => `${JSON.stringify(name)}: ${formatJson(member, inner)}`);
  const [open, close] = list ? '[]' : '{}';
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members.length === 0
    ? '{}'
    : `{ ${members.map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`).join(', ')} }`;
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
