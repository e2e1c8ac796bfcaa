import { existsSync, readFileSync } from 'node:fs';
// As a whole: an old Node has no registerHooks, and is to be told so in words rather than by a failed import.
import * as nodeModule from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isPackage } from './guest.ts';
import { refuseWrongKind } from './module-kind.ts';

/** What a dialect imports of phoney. */
const ownName = 'phoney/dialect';
// `.ts` from a checkout, `.js` from the published package.
const ownFile = path.join(import.meta.dirname, `../../dialect${path.extname(import.meta.filename)}`);

let isHooked = false;

/** A module that was loaded: its file, absolute, and what it exports by default. */
export interface LoadedModule {
  readonly file: string;
  readonly exported: unknown;
}

/**
 * Loads a module with a dialect at once. `name` is a file's, relative to the first of `folders`, or a package's, looked for from each
 * of them. Throws whatever Node, or the module, throws.
 */
export function requireModule(name: string, folders: readonly string[]): LoadedModule {
  hookOwnName();
  const file = isPackage(name) ? findPackage(name, folders) : path.resolve(folders[0] ?? '', name);
  refuseWrongKind(file);
  const loaded: unknown = nodeModule.createRequire(file)(file);
  return { file, exported: defaultOf(loaded) };
}

/**
 * Lets a dialect import this phoney and no other, wherever it lies: a file beside a scenario has no `node_modules`, and two phoneys
 * would not know each other's errors.
 */
function hookOwnName(): void {
  if (isHooked) return;
  isHooked = true;
  const url = pathToFileURL(ownFile).href;
  nodeModule.registerHooks({
    resolve: (specifier, context, next) =>
      specifier === ownName ? { url, shortCircuit: true } : next(specifier, context),
  });
}

/** A CommonJS module, or one that was compiled to it, exports it as a whole or under `default`. */
function defaultOf(loaded: unknown): unknown {
  const isNamespace = typeof loaded === 'object' && loaded !== null && 'default' in loaded;
  return isNamespace ? loaded.default : loaded;
}

function findPackage(name: string, folders: readonly string[]): string {
  let first: unknown;
  for (const folder of folders) {
    try {
      return nodeModule.createRequire(path.resolve(folder, 'scenario.yaml')).resolve(name);
    } catch (error) {
      const file = importedFile(name, folder);
      if (file !== undefined) return file;
      first ??= error;
    }
  }
  throw first;
}

/** The file of a package whose exports are for `import` alone, which `require` does not find. */
function importedFile(name: string, folder: string): string | undefined {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const root = path.join(at, 'node_modules', name);
    const manifest = path.join(root, 'package.json');
    if (existsSync(manifest)) {
      const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly exports?: unknown };
      const main = importTarget(exports);
      return main === undefined ? undefined : path.join(root, main);
    }
    if (path.dirname(at) === at) return undefined;
  }
}

function importTarget(exports: unknown): string | undefined {
  if (typeof exports === 'string') return exports;
  if (typeof exports !== 'object' || exports === null) return undefined;
  const { '.': root, import: forImport, node, default: usual } = exports as Readonly<Record<string, unknown>>;
  return importTarget(root) ?? importTarget(node) ?? importTarget(forImport) ?? importTarget(usual);
}
