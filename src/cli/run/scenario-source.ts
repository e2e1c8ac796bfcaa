import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError, suggestNames } from '../../lib/errors.ts';
import { readBounded } from '../../lib/read-bounded.ts';
import type { ScenarioSource } from '../../scenario/index.ts';
import { fileLimitBytes } from '../../scenario/read-file.ts';

/** The scenarios that phoney brings along, in a checkout and in the installed package alike. */
const folder = fileURLToPath(new URL('../../../scenarios/', import.meta.url));
const ending = '.yaml';

/** A scenario that phoney brings along. */
export interface ShippedScenario {
  /** What may stand in place of a file on the command line. */
  readonly name: string;
  readonly file: string;
  /** What it is for: the first sentence of the file. */
  readonly about: string;
}

/** All of them, by name. */
export function shippedScenarios(): ShippedScenario[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith(ending),
  );
  return files.sort().map((file) => {
    const full = path.join(folder, file);
    const name = file.slice(0, -ending.length).replaceAll(path.sep, '/');
    return { name, file: full, about: aboutIn(readFileSync(full, 'utf8')) };
  });
}

/**
 * What `given` on the command line stands for: `-` for standard input, a file, or the name of a scenario that phoney brings
 * along. Throws an `InputError` for a file that is not there when phoney brings one of that name.
 */
export function findScenario(given: string): ScenarioSource {
  if (given === '-') return { text: readStandardInput(), file: 'standard input' };
  if (existsSync(given)) return given;
  const wanted = given.endsWith(ending) ? given.slice(0, -ending.length) : given;
  const found = shippedScenarios().find(
    ({ name }) => name === wanted || path.basename(name) === path.basename(wanted),
  );
  if (found === undefined) return orNearest(given);
  const { name, file: shipped } = found;
  if (given === name || given === path.basename(name)) return path.relative('', shipped);
  const message = `There is no such file. Name a file that is there, or the scenario that phoney brings along: ${name}.`;
  throw new InputError([{ file: given, message }]);
}

/** What is neither a file nor one of ours, for whoever reads it to refuse; where it is nearly one of ours, that is said. */
function orNearest(given: string): string {
  if (!/^[\w/-]+$/.test(given)) return given;
  const names = shippedScenarios().flatMap(({ name }) => [name, path.basename(name)]);
  const [near] = suggestNames(given, [...new Set(names)]);
  if (near === undefined) return given;
  const message = `There is no such file, and no scenario of that name comes with phoney. Did you mean ${near}?`;
  throw new InputError([{ file: given, message }]);
}

function readStandardInput(): string {
  try {
    return readBounded(0, fileLimitBytes).toString();
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    const message = `It cannot be read (${code}). Give it the text of a scenario: phoney run - < day.yaml.`;
    throw new InputError([{ file: 'standard input', message }]);
  }
}

/** The first sentence of the comment at the head of a scenario, after the line for editors. */
function aboutIn(text: string): string {
  const lines = text.split('\n').slice(1);
  const head = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('#')),
  );
  const comment = head.map((line) => line.replace(/^#\s*/, '')).join(' ');
  return (/^.*?[.:](?=\s|$)/.exec(comment.trim())?.[0] ?? comment).replace(/:$/, '.');
}
