import { suggestNames } from '../../lib/errors.ts';
import type { Interaction } from './pact.ts';
import { interactionOf, partsOf, type Part } from './parts.ts';

type Json = Readonly<Record<string, unknown>>;
type Tell = (severity: 'error', message: string) => void;

/** What rules may be about, in versions 3 and 4. In version 2 they begin with a place: `$.body.id`. */
const categories = ['body', 'header', 'query', 'path', 'method', 'metadata', 'status', 'content', 'contents'];

/** What Pact's engine can match by. */
const matchers = [
  'type',
  'equality',
  'regex',
  'include',
  'integer',
  'decimal',
  'number',
  'boolean',
  'null',
  'notEmpty',
  'not-empty',
  'date',
  'time',
  'timestamp',
  'datetime',
  'semver',
  'contentType',
  'content-type',
  'statusCode',
  'status-code',
  'values',
  'eachKey',
  'each-key',
  'eachValue',
  'each-value',
  'arrayContains',
  'array-contains',
  'min',
  'max',
  'min-type',
  'max-type',
  'min-max-type',
];

/** Rules that hold nothing: of no part, of no matcher, or for a place that the example does not have. */
export function lintRules(interaction: Interaction, tell: Tell): void {
  for (const category of categoriesIn(interaction)) {
    if (category.startsWith('$') || categories.includes(category)) continue;
    tell('error', `Rules for "${category}" are read by nobody. ${near(category, categories)}`);
  }
  for (const part of partsOf(interaction)) lintPart(part, interaction.isForm === true, tell);
}

function lintPart({ example, matchers: placed }: Part, isForm: boolean, tell: Tell): void {
  for (const { path, matcher } of placed) {
    const { match } = matcher;
    if (typeof match === 'string' && !matchers.includes(match))
      tell('error', `${path}: "${match}" is no matcher. ${near(match, matchers)}`);
    if (!isForm && !hasPlace(example, placesIn(path)))
      tell('error', `${path}: the example has no such place, so that the rule holds nothing.`);
  }
}

function near(name: string, known: readonly string[]): string {
  const found = suggestNames(name, known);
  return found.length > 0 ? `Did you mean ${found.join(' or ')}?` : `There are ${known.join(', ')}.`;
}

function categoriesIn(interaction: Interaction): string[] {
  const own = interactionOf(interaction);
  const holders = [own, own['request'], own['response']].flat() as readonly (Json | undefined)[];
  return [...new Set(holders.flatMap((holder) => Object.keys(Object(holder?.['matchingRules']) as object)))];
}

/** The steps of a path: names, numbers, and `*` for any. */
function placesIn(path: string): string[] {
  const steps = path.replace(/^\$/, '').matchAll(/\.([^.[\]]+)|\[\s*(?:'([^']*)'|"([^"]*)"|(\d+|\*))\s*\]/g);
  return [...steps].map(([, dotted, single, double, index]) => dotted ?? single ?? double ?? index ?? '');
}

/** Whether there is something at that place. Members of a list stand for all of them, and of an empty one nothing is known. */
function hasPlace(example: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return true;
  if (Array.isArray(example)) {
    const isMember = step === '*' || /^\d+$/.test(step);
    return isMember && (example.length === 0 || example.some((one) => hasPlace(one, rest)));
  }
  if (typeof example !== 'object' || example === null) return false;
  if (step === '*') {
    const values = Object.values(example);
    return values.length === 0 || values.some((one) => hasPlace(one, rest));
  }
  return Object.hasOwn(example, step) && hasPlace((example as Json)[step], rest);
}
