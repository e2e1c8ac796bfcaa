import type { z } from 'zod';
import { InputError } from '../../lib/errors.ts';
import type { DialectDefinition } from '../define/definition.ts';
import { defineDialect, dialectMark } from '../define/define-dialect.ts';
import { explainLoading } from './explain-loading.ts';
import { guardDefinition } from './guard-definition.ts';
import { guardVendor } from './guard.ts';
import type { Guest, GuestSource } from './guest.ts';
import { requireModule } from './require-module.ts';

/** Where a module is looked for, and where its name is written. */
export interface GuestAt {
  /** A file is relative to the first; a package is looked for from each. */
  readonly folders: readonly string[];
  readonly place: GuestSource['place'];
}

/** The guest of that module, or everything that is wrong with it, in sentences. `taken`: names that others have. */
export function loadGuest(
  written: string,
  { folders, place }: GuestAt,
  taken: readonly string[],
): Guest | { readonly problems: readonly string[] } {
  let module: ReturnType<typeof requireModule>;
  try {
    module = requireModule(written, folders);
  } catch (error) {
    return { problems: explainLoading(written, error, folders) };
  }
  const { file, exported } = module;
  if (exported === undefined || isEmptyNamespace(exported)) {
    return {
      problems: [`"${written}" has no default export. End it with: export default defineDialect({ … }).`],
    };
  }
  const definition = definitionIn(exported);
  if (definition === undefined) {
    return {
      problems: [
        `What "${written}" exports by default is not a dialect. Export what defineDialect of phoney/dialect returns.`,
      ],
    };
  }
  const { name } = definition;
  if (taken.includes(name)) {
    return {
      problems: [`"${written}" calls itself "${name}", and that is another vendor's name. Give it another.`],
    };
  }
  const source: GuestSource = { name, written, module: file, place };
  return { source, vendor: guardVendor(defineDialect(guardDefinition(definition, source)), source) };
}

/** The same guests anew, such as in another thread. Throws an `InputError` with everything that is wrong with them now. */
export function reloadGuests(sources: readonly GuestSource[]): Guest[] {
  return sources.map(({ written, module, place }) => {
    const found = loadGuest(module, { folders: [''], place }, []);
    if ('vendor' in found) return { ...found, source: { ...found.source, written } };
    throw new InputError(found.problems.map((message) => ({ ...place, message })));
  });
}

/** The definition of what `defineDialect` made; `undefined` where it made something else, or nothing. */
function definitionIn(exported: unknown): DialectDefinition<string, z.ZodType> | undefined {
  if (typeof exported !== 'object' || exported === null) return undefined;
  return Reflect.get(exported, dialectMark) as DialectDefinition<string, z.ZodType> | undefined;
}

/** A module without a default export, or a CommonJS one that exports nothing. */
function isEmptyNamespace(exported: unknown): boolean {
  if (typeof exported !== 'object' || exported === null) return false;
  return Object.prototype.toString.call(exported) === '[object Module]' || Object.keys(exported).length === 0;
}
