import {
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml';
import { InputError, type Problem } from '../lib/errors.ts';
import { wordYamlError } from './yaml-errors.ts';

/** How deep lists and mappings may stand in each other; the scenario's own need no more than ten. */
export const depthLimit = 50;
/** How many values all aliases together may stand for: a bomb is a few lines that stand for billions. */
export const aliasLimit = 10_000;

/** Where a value stands in the text, and where its parts do. Offsets count characters from 0. */
export interface Place {
  readonly at: number;
  /** A scalar as it is written, without its quotes: of 0123 that is 0123, not 123. */
  readonly source?: string;
  /** The parts of a mapping (by key) or of a list (by index). */
  readonly parts: ReadonlyMap<string, { readonly keyAt: number; readonly place: Place }>;
}

/** A YAML or JSON text as plain values, each with its place. */
export interface Document {
  /** Plain objects (without a prototype), arrays and scalars. */
  readonly value: unknown;
  readonly place: Place;
  /** 1-based line and column of an offset. */
  readonly position: (offset: number) => { readonly line: number; readonly column: number };
  /** Keys written twice: the rest of the document can be read, and checked, all the same. */
  readonly problems: readonly Problem[];
}

/**
 * Reads one YAML 1.2 document (JSON is one). No tags, merge keys, dates or octal times: `08:05` stays text. Throws an
 * InputError with every mistake that keeps the text from being understood. Takes linear time, whatever the text.
 */
export function readDocument(text: string, file: string): Document {
  const lines = new LineCounter();
  // The parser compares each key with all before it when it checks for unique keys: Reader does that with a set.
  const parsed = parseDocument(text, {
    schema: 'core',
    merge: false,
    stringKeys: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    lineCounter: lines,
  });
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const locate = (offset: number, message: string): Problem => ({ file, ...position(offset), message });
  const mistakes = [...parsed.errors, ...parsed.warnings];
  const exhausted = mistakes.filter(({ code }) => code === 'RESOURCE_EXHAUSTION').slice(-1);
  const shown = exhausted.length > 0 ? exhausted : mistakes;
  if (shown.length > 0) {
    throw new InputError(shown.map(({ code, pos, message }) => locate(pos[0], wordYamlError(code, message))));
  }
  const reader = new Reader(locate);
  const { value, place } = reader.read(parsed.contents, 0);
  return { value, place, position, problems: reader.problems };
}

interface Read {
  readonly value: unknown;
  readonly place: Place;
  /** How many values there are in it, itself included and aliases counted in full. */
  readonly size: number;
}

/** Nothing after the colon: there is only the key to point at. */
function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.range?.[0] === node.range?.[1]);
}

function sourceOf({ source }: Scalar): { source?: string } {
  return source === undefined ? {} : { source };
}

const noParts: Place['parts'] = new Map();

/** Turns the parser's tree into values and places, in one walk. */
class Reader {
  readonly problems: Problem[] = [];
  readonly #locate: (offset: number, message: string) => Problem;
  readonly #anchors = new Map<string, Read | 'open'>();
  #aliased = 0;

  constructor(locate: (offset: number, message: string) => Problem) {
    this.#locate = locate;
  }

  read(node: Node | null, depth: number): Read {
    const at = node?.range?.[0] ?? 0;
    if (depth > depthLimit) this.#refuse(at, 'This is nested too deeply for a scenario.');
    if (node === null) return { value: null, place: { at, parts: noParts }, size: 1 };
    if (isAlias(node)) return this.#readAlias(node.source, at);
    const anchor = node.anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, 'open');
    const read = isScalar(node)
      ? { value: node.value, place: { at, ...sourceOf(node), parts: noParts }, size: 1 }
      : this.#readCollection(node, at, depth);
    if (anchor !== undefined) this.#anchors.set(anchor, read);
    return read;
  }

  #readAlias(name: string, at: number): Read {
    const read = this.#anchors.get(name);
    if (read === undefined) this.#refuse(at, `There is no anchor &${name} above this alias.`);
    if (read === 'open') this.#refuse(at, `The alias *${name} stands inside the value that it repeats.`);
    this.#aliased += read.size;
    if (this.#aliased > aliasLimit) {
      this.#refuse(
        at,
        `The aliases up to *${name} stand for more than ${aliasLimit} values. Write values out instead of repeating aliases of aliases.`,
      );
    }
    return read;
  }

  #readCollection(node: Node, at: number, depth: number): Read {
    const parts = new Map<string, { keyAt: number; place: Place }>();
    let size = 1;
    if (isMap(node)) {
      const value = Object.create(null) as Record<string, unknown>;
      for (const pair of node.items as Pair<Node, Node | null>[]) {
        const key = isScalar(pair.key) ? String(pair.key.value) : '';
        const keyAt = pair.key.range?.[0] ?? at;
        const part = this.read(pair.value, depth + 1);
        if (parts.has(key)) {
          this.problems.push(this.#locate(keyAt, `"${key}" stands here a second time. Keep one of the two.`));
        }
        value[key] = part.value;
        parts.set(key, { keyAt, place: isEmpty(pair.value) ? { at: keyAt, parts: noParts } : part.place });
        size += part.size;
      }
      return { value, place: { at, parts }, size };
    }
    const value = (node as unknown as { items: (Node | null)[] }).items.map((item, index) => {
      const part = this.read(item, depth + 1);
      parts.set(String(index), { keyAt: part.place.at, place: part.place });
      size += part.size;
      return part.value;
    });
    return { value, place: { at, parts }, size };
  }

  #refuse(at: number, message: string): never {
    throw new InputError([this.#locate(at, message)]);
  }
}
