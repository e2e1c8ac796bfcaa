import { InputError, suggestNames, type Problem } from '../../lib/errors.ts';
import { ciNames, isCiName, type CiName } from './ci.ts';
import type { Language } from './templates.ts';

/** What somebody has said so far. */
export interface Said {
  readonly vendors: readonly string[];
  readonly language?: string | undefined;
  readonly ci?: string | undefined;
}

/** What is to be written. */
export interface Wishes {
  readonly vendors: readonly string[];
  readonly language: Language;
  readonly ci: CiName;
}

/** What there is to choose from. */
export interface Choices {
  readonly vendors: readonly string[];
  readonly languages: readonly Language[];
}

/** What is taken where nothing is said and nobody is asked: `--yes`. */
export function withDefaults(said: Said, { vendors, languages }: Choices): Said {
  const chosen = said.vendors.length > 0 ? said.vendors : vendors.slice(0, 1);
  return { vendors: chosen, language: said.language ?? languages[0]?.name, ci: said.ci ?? 'none' };
}

/** Reads what was said. Throws an `InputError` with everything that is wrong with it, and everything that is missing. */
export function readWishes(said: Said, { vendors, languages }: Choices): Wishes {
  const language = languages.find(({ name }) => name === said.language);
  const problems = [
    ...(said.vendors.length === 0 ? [missing('--vendor', vendors)] : []),
    ...said.vendors.flatMap((name) => unknown('--vendor', name, vendors)),
    ...readName(
      '--language',
      said.language,
      languages.map(({ name }) => name),
    ),
    ...readName('--ci', said.ci, ciNames),
    ...(language === undefined ? [] : notOffered(said.vendors, language, vendors, languages)),
  ];
  if (problems.length > 0 || language === undefined || !isCiName(said.ci)) throw new InputError(problems);
  return { vendors: [...new Set(said.vendors)], language, ci: said.ci };
}

/** Those of the languages that have templates for all of these vendors. */
export function languagesFor(vendors: readonly string[], languages: readonly Language[]): Language[] {
  return languages.filter((language) => vendors.every((vendor) => language.vendors.includes(vendor)));
}

function readName(flag: string, name: string | undefined, known: readonly string[]): Problem[] {
  return name === undefined ? [missing(flag, known)] : unknown(flag, name, known);
}

function missing(flag: string, known: readonly string[]): Problem {
  const message = `It is not said, and there is no terminal to ask at. Give one of ${known.join(', ')}; or --yes for what is usual.`;
  return { file: flag, message };
}

function unknown(flag: string, name: string, known: readonly string[]): Problem[] {
  if (known.includes(name)) return [];
  const [near] = suggestNames(name, known);
  const hint = near === undefined ? `Give one of ${known.join(', ')}.` : `Did you mean ${near}?`;
  return [{ file: flag, message: `"${name}" is not offered. ${hint}` }];
}

function notOffered(
  wanted: readonly string[],
  language: Language,
  vendors: readonly string[],
  languages: readonly Language[],
): Problem[] {
  const without = wanted.filter((one) => vendors.includes(one) && !language.vendors.includes(one));
  return without.map((vendor) => {
    const names = languagesFor([vendor], languages).map(({ name }) => name);
    const message = `There is no template in ${language.title} for ${vendor}. Give ${names.join(' or ')}, or leave ${vendor} out.`;
    return { file: '--language', message };
  });
}
