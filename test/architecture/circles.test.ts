import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../src');

/** Files by what they import, types too: what two files know of each other they cannot be understood without. */
type Graph = ReadonlyMap<string, readonly string[]>;

const importForm = /(?:^(?:import|export)\b[^;'"=()]*?\bfrom\s*|^import\s*|\bimport\(\s*)'(\.[^'\n]+)'/gm;

function importGraph(): Graph {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return new Map(files.map((file) => [file, importsOf(file)]));
}

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(importForm)].map(([, name = '']) =>
    path.posix.join(path.posix.dirname(file), name),
  );
}

/** Tarjan's strongly connected components: the sets of files that all lead to each other. */
function components(graph: Graph): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();

  const visit = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    stack.push(file);
    onStack.add(file);
    let low = own;
    for (const next of graph.get(file) ?? []) {
      if (!order.has(next)) low = Math.min(low, visit(next));
      else if (onStack.has(next)) low = Math.min(low, order.get(next) ?? low);
    }
    if (low === own) {
      const members = stack.splice(stack.indexOf(file));
      for (const member of members) onStack.delete(member);
      found.push(members);
    }
    return low;
  };

  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return found;
}

/** A shortest way from a file back to itself within its component; `undefined` when there is none. */
function circleThrough(start: string, members: ReadonlySet<string>, graph: Graph): string[] | undefined {
  const from = new Map<string, string>();
  const queue = [start];
  for (const file of queue) {
    for (const next of graph.get(file) ?? []) {
      if (next === start) return wayTo(file, from, start).concat(start);
      if (!members.has(next) || from.has(next)) continue;
      from.set(next, file);
      queue.push(next);
    }
  }
  return undefined;
}

function wayTo(file: string, from: ReadonlyMap<string, string>, start: string): string[] {
  const before = from.get(file);
  return file === start || before === undefined ? [file] : [...wayTo(before, from, start), file];
}

/** One circle for each set of files that lead to each other, the shortest there is, and who else is caught in it. */
function circlesIn(graph: Graph): string[] {
  return components(graph).flatMap((files) => {
    const members = new Set(files);
    const circles = files.flatMap((file) => {
      const circle = circleThrough(file, members, graph);
      return circle === undefined ? [] : [circle];
    });
    const [shortest] = circles.sort((a, b) => a.length - b.length || String(a).localeCompare(String(b)));
    if (shortest === undefined) return [];
    const others = files.filter((file) => !shortest.includes(file)).sort();
    const also = others.length === 0 ? '' : ` (and with it ${others.join(', ')})`;
    return [`${shortest.join(' → ')}${also}`];
  });
}

test('no file leads back to itself by its imports, those of types included', () => {
  expect(circlesIn(importGraph())).toEqual([]);
});

test.each([
  ['no circle in a tree', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, []],
  ['a file that imports itself', { a: ['a'] }, ['a → a']],
  ['two files', { a: ['b'], b: ['a', 'c'], c: [] }, ['a → b → a']],
  [
    'the shortest of several circles, with the rest of its files',
    { a: ['b'], b: ['c', 'd'], c: ['a'], d: ['b'] },
    ['b → d → b (and with it a, c)'],
  ],
  [
    'circles apart from each other',
    { a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'] },
    ['c → d → c', 'a → b → a'],
  ],
])('finds %s', (_what, imports, circles) => {
  expect(circlesIn(new Map(Object.entries(imports)))).toEqual(circles);
});
