import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is written for one vendor in one language, beside its files. */
export interface VendorTemplate {
  readonly vendor: string;
  /** The command that starts what is to be tested. */
  readonly start: string;
  /** What `phoney run` has to be told, so that it waits for that. */
  readonly runFlags: string;
  /** Packages that it needs, besides phoney. */
  readonly dependencies: readonly string[];
  readonly scenario: string;
  readonly files: readonly WrittenFile[];
}

/** A language that can be written. */
export interface Language {
  /** What stands on the command line. */
  readonly name: string;
  readonly title: string;
  /** The first is offered first. */
  readonly rank: number;
  /** The command that runs the tests. */
  readonly test: string;
  readonly devDependencies: readonly string[];
  /** For which vendors there are templates in it. */
  readonly vendors: readonly string[];
  /** What every project in it has. */
  readonly files: readonly WrittenFile[];
}

/** A file of the new project. */
export interface WrittenFile {
  /** From the project's folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** In a checkout and in the installed package alike. A vendor is what has a scenario there; a language is a folder beside it. */
const root = fileURLToPath(new URL('../../../templates/', import.meta.url));
const shared = 'shared';

/** The languages, the one that is offered first at their head. */
export function readLanguages(): Language[] {
  const names = foldersIn(root).filter((name) => name !== 'scenario');
  return names.map(readLanguage).sort((a, b) => a.rank - b.rank);
}

/** The vendors for which there is a template in any language. */
export function readVendors(): string[] {
  return readdirSync(path.join(root, 'scenario'))
    .filter((file) => file !== 'head.yaml')
    .map((file) => path.basename(file, '.yaml'))
    .sort();
}

/** The template of a vendor in a language that has it. */
export function readTemplate({ name }: Language, vendor: string): VendorTemplate {
  const folder = path.join(name, vendor);
  const facts = JSON.parse(read(folder, 'template.json')) as Pick<
    VendorTemplate,
    'start' | 'runFlags' | 'dependencies'
  >;
  const scenario = `${read('scenario', 'head.yaml')}\n${read('scenario', `${vendor}.yaml`)}`;
  return { ...facts, vendor, scenario, files: filesIn(folder) };
}

function readLanguage(name: string): Language {
  const facts = JSON.parse(read(name, 'language.json')) as Pick<
    Language,
    'title' | 'rank' | 'test' | 'devDependencies'
  >;
  const folders = foldersIn(path.join(root, name));
  return {
    ...facts,
    name,
    vendors: folders.filter((folder) => folder !== shared).sort(),
    files: folders.includes(shared) ? filesIn(path.join(name, shared)) : [],
  };
}

function filesIn(folder: string): WrittenFile[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'template.json' && !entry.name.endsWith('.pyc'))
    .map(({ parentPath, name }) => path.relative(path.join(root, folder), path.join(parentPath, name)))
    .sort()
    .map((file) => ({ path: file.replaceAll(path.sep, '/'), text: read(folder, file) }));
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

function read(...parts: readonly string[]): string {
  return readFileSync(path.join(root, ...parts), 'utf8');
}
