import { safeParse, type core } from 'zod';
import { suggestNames } from '../lib/errors.ts';
import { meantBy } from './other-words.ts';
import { unworded, type Issue } from './issues.ts';
import { knownKeys, literals, type SchemaAt } from './schema-at.ts';

/** So many that no fault is left out. */
const shownNames = 40;

/** A value as it stands in a message: in quotes when it is text, cut when it is long. */
function show(value: unknown): string {
  if (value === null) return 'Nothing';
  // Somebody named the wrong file: no letter of a key is repeated on a screen or in a build's log.
  if (typeof value === 'string' && value.includes('PRIVATE KEY')) return 'A private key';
  if (typeof value === 'string') return `"${value.length > 60 ? `${value.slice(0, 57)}…` : value}"`;
  if (Array.isArray(value)) return 'A list';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'A mapping';
}

/**
 * What is wrong with a value and what is allowed, for everything but unknown and missing keys. `source` is how the value is
 * written, where it is: 0123 and 123 are the same number.
 */
export function wordIssue(issue: Issue, at: SchemaAt, source?: string): string {
  if (issue.message !== unworded) return withValue(issue, at);
  switch (issue.code) {
    case 'invalid_type':
      return wordType(issue, at, source);
    case 'too_small':
      return wordTooSmall(issue);
    case 'too_big':
      return wordTooBig(issue);
    case 'invalid_value':
      return isMixed(at)
        ? `${show(issue.input)} is not allowed here.${meant(String(issue.input), literals(at))} ${sentence(at.description ?? '')}`
        : wordChoice(issue.input, [...new Set(issue.values.map(String))]);
    case 'invalid_union':
      return wordUnion(issue, at, source);
    case 'not_multiple_of':
      return `${show(issue.input)} is not a multiple of ${issue.divisor}. Write one.`;
    case 'invalid_key':
    case 'invalid_element': {
      const [inner] = issue.issues;
      return inner === undefined ? wordMisfit(issue.input, at) : wordIssue(inner, at, source);
    }
    default:
      return issue.code === 'invalid_format' && issue.format === 'url'
        ? `${show(issue.input)} is not a URL. Write one such as https://receiver.example:8443/events.`
        : wordMisfit(issue.input, at);
  }
}

/** A key that does not belong in this mapping. */
export function wordUnknownKey(key: string, at: SchemaAt): string {
  if (key === '<<') return 'Merge keys (<<) are not read in a scenario. Write the keys out.';
  const known = knownKeys(at);
  const word = meantBy(key, known);
  const keys =
    word === undefined
      ? hint(key, known, 'The keys are')
      : `Did you mean "${word}"? The keys are ${list(known)}.`;
  return `"${key}" is not a key here. ${keys}`;
}

/** A file of `targets` that is no module. */
export function wordOtherEnding(key: string): string {
  return `"${key}" is no file of a dialect by its ending. There are .ts, .mts, .cts, .js, .mjs and .cjs.`;
}

/** A key that must be there. `at` is the place of its value. */
export function wordMissingKey(key: string, at: SchemaAt): string {
  const choices = literals(at);
  if (choices.length > 0) return `"${key}" is missing. Write one of ${list(choices)}.`;
  return `"${key}" is missing.${at.description === undefined ? ' Write it.' : ` ${sentence(at.description)}`}`;
}

/** A value that is none of a few names. */
function wordChoice(input: unknown, values: readonly string[]): string {
  return `${show(input)} is not allowed here. ${hint(typeof input === 'string' ? input : '', values, values.length === 1 ? 'Only this is:' : 'Allowed are')}`;
}

/** A schema's own message: with the value before it where it does not say it, and the names that are allowed as well. */
function withValue({ input, message }: Issue, at: SchemaAt): string {
  if (typeof input !== 'string' && typeof input !== 'number') return message;
  const worded = message.includes(String(input)) ? message : `${show(input)} does not fit here. ${message}`;
  const names = literals(at);
  return names.length > 0 && isMixed(at) ? `${worded} Or write ${list(names)}.` : worded;
}

/** Whether other text or numbers are allowed beside a few names. */
function isMixed({ choices }: SchemaAt): boolean {
  return choices.some((choice) => ['string', 'number'].includes(choice._zod.def.type));
}

const kinds: Record<string, [noun: string, advice: string]> = {
  string: ['text', 'Write text.'],
  number: ['a number', 'Write a number.'],
  int: ['a whole number', 'Write a whole number.'],
  boolean: ['true or false', 'Write true or false.'],
  array: ['a list', 'Write a list: lines that begin with a dash, or [a, b].'],
  object: ['a mapping', 'Write keys and values: key: value.'],
  record: ['a mapping', 'Write keys and values: key: value.'],
  null: ['null', 'Write null.'],
};

function wordType(issue: core.$ZodIssueInvalidType, at: SchemaAt, source?: string): string {
  const { input } = issue;
  const [noun, advice] = kinds[issue.expected] ?? ['allowed here', at.description ?? ''];
  if (issue.expected === 'string' && isBare(input)) return wordBare(input, at, source);
  if (input === null) return `There is no value here. ${advice} Or leave the key out, if it may be.`;
  if (typeof input === 'string' && ['number', 'int'].includes(issue.expected)) {
    if (input.trim() !== '' && Number.isFinite(Number(input)))
      return `${show(input)} is text here and not ${noun}. Write it without quotes.`;
    if (/^[-+]?\d[\d_, ]*(\.\d+)?$/.test(input))
      return `${show(input)} is not ${noun}. Write its digits only: ${input.replaceAll(/[_, ]/g, '')}.`;
  }
  return `${show(input)} is not ${noun}. ${advice}`;
}

/** What is text only in quotes. */
type Bare = number | boolean | null;

function isBare(input: unknown): input is Bare {
  return input === null || typeof input === 'number' || typeof input === 'boolean';
}

/** A number, `true` or `null` where text is wanted: text without quotes, or a duration without a unit. */
function wordBare(input: Bare, at: SchemaAt, source = input === null ? '' : String(input)): string {
  if (source === '') return 'There is no value here. Write text. Or leave the key out, if it may be.';
  const fits = (text: string): boolean => at.whole.some((schema) => safeParse(schema, text).success);
  const is =
    input === null
      ? 'means no value'
      : `is ${typeof input === 'number' ? 'a number' : 'true or false'} here and not text`;
  if (fits(source)) return `${source} ${is}. Write it in quotes: "${source}".`;
  if (fits(`+${source}`)) return `${source} ${is}. Write it in quotes, with its plus sign: "+${source}".`;
  const unit = unitOf(at);
  if (fits(`${source}${unit}`)) {
    const other = unit === 's' ? '2m' : '2s';
    return `${source} has no unit. Write a number and a unit, such as ${source}${unit} or ${other}.`;
  }
  return wordMisfit(input, at, source);
}

/** The unit that a length of time has there by default; seconds where none is. */
function unitOf({ description = '' }: SchemaAt): string {
  return /Default: [\d.]+(ms|s|m|h|d)\b/.exec(description)?.[1] ?? 's';
}

function wordTooSmall({ input, origin, minimum, inclusive, exact }: core.$ZodIssueTooSmall): string {
  if (origin === 'array') return wordLength(input, exact === true ? 'exactly' : 'at least', minimum);
  if (origin === 'string') {
    return input === ''
      ? 'This text is empty. Write something.'
      : `${show(input)} is too short. Write at least ${minimum} characters.`;
  }
  return `${show(input)} is too small. Write ${inclusive === false ? `a number above ${minimum}` : `${minimum} or more`}.`;
}

function wordTooBig({ input, origin, maximum, inclusive, exact }: core.$ZodIssueTooBig): string {
  if (origin === 'array') return wordLength(input, exact === true ? 'exactly' : 'at most', maximum);
  if (origin === 'string') return `${show(input)} is too long. Write at most ${maximum} characters.`;
  return `${show(input)} is too large. Write ${inclusive === false ? `a number below ${maximum}` : `${maximum} or less`}.`;
}

function wordUnion(issue: core.$ZodIssueInvalidUnion, at: SchemaAt, source?: string): string {
  const { discriminator, options } = issue as { discriminator?: string; options?: unknown[] };
  if (discriminator !== undefined) {
    const given = (issue.input as Record<string, unknown> | null)?.[discriminator];
    return wordChoice(given, (options ?? []).map(String));
  }
  const names = literals(at);
  if (typeof issue.input === 'string' && names.length > 0) return wordChoice(issue.input, names);
  return isBare(issue.input) ? wordBare(issue.input, at, source) : wordMisfit(issue.input, at);
}

function wordMisfit(input: unknown, { description }: SchemaAt, source?: string): string {
  return `${source ?? show(input)} does not fit here.${description === undefined ? '' : ` What is allowed: ${sentence(description)}`}`;
}

function hint(wrong: string, known: readonly string[], otherwise: string): string {
  const all = known.length === 0 ? 'There are none.' : `${otherwise} ${list(known)}.`;
  return `${meant(wrong, known)} ${all}`.trimStart();
}

/** The question after a name that is nearly one of the known, with a space before it. */
function meant(wrong: string, known: readonly string[]): string {
  const near = suggestNames(wrong, known);
  return near.length === 0 ? '' : ` Did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`;
}

function list(names: readonly string[]): string {
  const rest = names.length - shownNames;
  return names.slice(0, shownNames).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function wordLength(list: unknown, bound: string, length: number | bigint): string {
  const found = Array.isArray(list) ? list.length : 0;
  const entries = found === 1 ? '1 entry' : `${found === 0 ? 'no' : found} entries`;
  return `This list has ${entries}. Give it ${bound} ${length}.`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
