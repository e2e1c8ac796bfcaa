import { z } from 'zod';

/**
 * One of `names`, which are what editors and errors say. Another spelling (`cut short`, `BOM`) and, of `others`, another
 * word for it are understood too; so is `null` without quotes, which YAML reads as no value.
 */
export function oneOf<const Names extends readonly string[]>(
  names: Names,
  others: Readonly<Record<string, Names[number]>> = {},
) {
  const known = new Map<string, string>([
    ...Object.entries(others).map(([word, name]) => [bare(word), name] as const),
    ...names.map((name) => [bare(name), name] as const),
  ]);
  return z.preprocess((given) => known.get(bare(given === null ? 'null' : given)) ?? given, z.enum(names));
}

/** A word without what differs between spellings. */
function bare(word: unknown): string {
  return typeof word === 'string' ? word.toLowerCase().replaceAll(/[\s_-]+/g, '') : '';
}
