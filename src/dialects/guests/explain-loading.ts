import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '../../lib/errors.ts';
import { isPackage } from './guest.ts';
import { TakenForCommonJs } from './module-kind.ts';

/** Phoney itself: what goes wrong in it on the way is no place to mend a dialect at. */
const ownFolder = path.join(import.meta.dirname, '../..') + path.sep;

/** Why a module could not be loaded, in sentences: what was thrown, and the way out. Never a stack. */
export function explainLoading(name: string, error: unknown, folders: readonly string[]): string[] {
  const { code, message } = asError(error);
  if (hasProblems(error))
    return error.problems.map((problem) => `"${name}" is not a dialect: ${problem.message}`);
  if (error instanceof TakenForCommonJs) {
    const { ext, dir, name: stem } = path.parse(name);
    const other = path.join(dir, `${stem}.m${ext.slice(1)}`);
    return [
      `"${name}" is an ES module (import, export), and ${path.relative('', error.manifest)} says "type": "commonjs". Name the file ${other}, or write "type": "module" there.`,
    ];
  }
  if (code === 'MODULE_NOT_FOUND' && isMissing(name, message, folders))
    return [explainMissing(name, folders)];
  if (code === 'ERR_REQUIRE_ASYNC_MODULE')
    return [
      `"${name}" waits for something at its top level (await), and a dialect is loaded at once. Do without: what is in a file is read at once with readFileSync of node:fs.`,
    ];
  if (code === 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING')
    return [
      `"${name}" is a package with TypeScript in it, which Node does not read there. Let the package ship JavaScript.`,
    ];
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION')
    return [`"${name}" is of a kind that Node cannot load. Write .ts, .mts, .js, .mjs or .cjs.`];
  const way = isTakenForCommonJs(error)
    ? 'It is an ES module in a folder whose package.json says that its files are CommonJS. Name it .mts or .mjs, or write "type": "module" into that package.json.'
    : 'Mend it there.';
  return [`"${name}" could not be loaded: ${describeThrown(error)}. ${way}`];
}

/** Node reads `import` and `export` in no file of which a package.json says that it is CommonJS. */
function isTakenForCommonJs(error: unknown): boolean {
  const { name, message } = asError(error);
  return (
    name === 'SyntaxError' &&
    /^Cannot use import statement outside a module|^Unexpected token 'export'/.test(message)
  );
}

/** What was thrown, with the place in the code where it can be told: `TypeError: … (acme.ts:12:7)`. */
export function describeThrown(error: unknown): string {
  const { name, message } = asError(error);
  const place = placeOf(error) ?? placeOf((error as { readonly cause?: unknown } | null)?.cause);
  const [first = ''] = message.split('\n');
  return `${name}: ${first.replace(/\.+$/, '')}${place === undefined ? '' : ` (${place})`}`;
}

function asError(error: unknown): {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
} {
  if (typeof error === 'object' && error !== null && 'message' in error) {
    const {
      name = 'Error',
      message,
      code,
    } = error as { readonly name?: string; readonly message: unknown; readonly code?: unknown };
    return { name, message: String(message), code };
  }
  return { name: 'thrown', message: String(error) };
}

/** An `InputError`, be it of another phoney. */
export function hasProblems(error: unknown): error is Pick<InputError, 'problems'> {
  if (error instanceof InputError) return true;
  return (
    asError(error).name === 'InputError' && Array.isArray((error as { readonly problems?: unknown }).problems)
  );
}

/** The first place of the stack that is in a file of somebody's own: as `file:line` or `file:line:column`. */
function placeOf(error: unknown): string | undefined {
  const { stack } = (error ?? {}) as { readonly stack?: unknown };
  if (typeof stack !== 'string') return undefined;
  for (const line of stack.split('\n')) {
    const [, file, place] =
      /^\s*at .*?\(?((?:file:\/\/|\/|[A-Za-z]:[\\/])[^():]*):(\d+(?::\d+)?)\)?$/.exec(line) ??
      /^((?:file:\/\/|\/|[A-Za-z]:[\\/])[^:]*):(\d+)$/.exec(line) ??
      [];
    if (file === undefined || place === undefined || line.includes('(node:') || file.includes('node_modules'))
      continue;
    const full = file.startsWith('file:') ? fileURLToPath(file) : file;
    if (full.startsWith(ownFolder)) continue;
    return `${path.relative('', full)}:${place}`;
  }
  return undefined;
}

/** Whether it is the module itself that is not there, and not something that it imports. */
function isMissing(name: string, message: string, folders: readonly string[]): boolean {
  const [, missing] = /^Cannot find module '([^']*)'/.exec(message) ?? [];
  return missing === name || missing === path.resolve(folders[0] ?? '', name);
}

function explainMissing(name: string, folders: readonly string[]): string {
  if (isPackage(name))
    return `The package "${name}" is not installed. Install it: npm install --save-dev ${name}.`;
  const full = path.resolve(folders[0] ?? '', name);
  return `There is no file ${path.relative('', full)}. Correct the path, which starts at ${folders[0] === '' ? 'the working directory' : 'the folder of the scenario'}, or write one: phoney dialect init.`;
}
