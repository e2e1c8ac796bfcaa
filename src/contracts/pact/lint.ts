import { suggestNames, type Problem } from '../../lib/errors.ts';
import type { Interaction, Pact } from './pact.ts';
import { lintRules } from './lint-rules.ts';
import { partsOf, type Part } from './parts.ts';
import { dotted, sometimesIn } from './places.ts';
import { plainText } from '../../lib/plain-text.ts';
import { branchOf, withoutNull, type Schema } from './rules-of-schema.ts';

/** How bad a finding is: an `error` makes the contract wrong or worthless, a `warning` makes it doubtful, a `note` is good to know. */
export type Severity = 'error' | 'warning' | 'note';

/** Something that is wrong with a pact though the engine would take it. */
export interface Finding extends Problem {
  readonly severity: Severity;
}

/** What a linter knows of vendors. */
export interface LintKnowledge {
  /** The schema of the content of this example; `undefined` when it is of no event that is known. */
  readonly schemaOf: (example: unknown) => Schema | undefined;
  /** Why phoney cannot satisfy an interaction; `undefined` when it can, or need not. */
  readonly explainUnmet: (pact: Pact, interaction: Interaction) => string | undefined;
}

/** Everything that is wrong with a pact, in the order of its interactions. */
export function lintPact(pact: Pact, knowledge: LintKnowledge): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const interaction of pact.interactions) {
    const tell = (severity: Severity, message: string): void => {
      // A state asks for one message in particular; without one, its consumer gets all of the type.
      if (severity === 'note' && interaction.states.length > 0) return;
      findings.push({
        severity,
        file: pact.source,
        path: `"${plainText(interaction.description)}"`,
        message,
      });
    };
    const key = JSON.stringify([interaction.kind, interaction.description, interaction.states]);
    if (seen.has(key))
      tell('error', 'There is another interaction with this description and these provider states.');
    seen.add(key);
    const unmet = knowledge.explainUnmet(pact, interaction);
    if (unmet !== undefined) tell('error', unmet);
    lintRules(interaction, tell);
    const sometimes = new Set(sometimesIn(interaction).map(dotted));
    for (const part of partsOf(interaction))
      lintPart(part, knowledge, (severity, message, path) => {
        if (path === undefined || !sometimes.has(dotted(path))) tell(severity, message);
      });
  }
  return findings;
}

/** `path`: of a field that not every message has. */
type Tell = (severity: Severity, message: string, path?: string) => void;

function lintPart(part: Part, { schemaOf }: LintKnowledge, tell: Tell): void {
  for (const { path, matcher } of part.matchers) {
    if (matcher['match'] === 'regex') lintRegex(path, String(matcher['regex']), tell);
  }
  const { example } = part;
  if (part.isExpected && isEmpty(example, part)) {
    // A message without content fails; of an answer over HTTP the status may be all that counts.
    const severity = part.name === 'message' ? 'error' : 'warning';
    tell(severity, 'It expects nothing: any content would do. Expect the fields that you read.');
  }
  const schema = schemaOf(example);
  if (schema === undefined) return;
  lintFields(schema, example, '$', part, tell);
}

function lintRegex(path: string, regex: string, tell: Tell): void {
  if (!isRegex(regex)) return tell('error', `${path}: "${regex}" is not a regular expression.`);
  if (!looksPartial(regex)) return;
  tell(
    'warning',
    `${path}: "${regex}" looks like a part of a text, and Pact's engine matches whole texts only. Write ^…$, with .* where anything may stand.`,
  );
}

/** Anchored at one end only with nothing open at the other, or a mere word. Pact's own `uuid()` has no anchors and is whole. */
function looksPartial(regex: string): boolean {
  const begins = /^(\(\?\w+\))?\^/.test(regex);
  const ends = regex.endsWith('$');
  if (begins !== ends) return !(begins ? /\.[*+]$/.test(regex) : /^\.[*+]/.test(regex));
  return !begins && /^\w*$/.test(regex);
}

/** Whether it is one for JavaScript, without the flags that Rust writes in front. */
function isRegex(regex: string): boolean {
  try {
    return new RegExp(regex.replace(/^\(\?\w+\)/, '')).source !== '';
  } catch {
    return false;
  }
}

function isEmpty(example: unknown, { name }: Part): boolean {
  if (example === undefined || example === null || example === '') return name === 'message';
  return typeof example === 'object' && Object.keys(example).length === 0;
}

/** Fields that the vendor never sends, values that it never has, and nulls where it leaves the field out. */
function lintFields(schema: Schema, example: unknown, path: string, part: Part, tell: Tell): void {
  const inner = withoutNull(schema);
  if (example === null) {
    const nullable = inner !== schema || schema.type === 'null';
    if (!nullable) tell('error', `${path} is null, and the vendor leaves a field out instead.`);
    return;
  }
  const branch = branchOf(inner, example);
  const { type } = branch;
  if (typeof type === 'string' && type !== 'null' && !hasType(type, example))
    return tell(
      'error',
      `${path} is ${JSON.stringify(example)}, and the vendor sends ${typeWords[type] ?? type} there.`,
    );
  if (Array.isArray(example)) {
    if (branch.items !== undefined)
      for (const item of example) lintFields(branch.items, item, `${path}[*]`, part, tell);
    return;
  }
  if (typeof example !== 'object') return lintValue(branch, example, path, part, tell);
  const { properties } = branch;
  if (properties === undefined) return;
  for (const [name, value] of Object.entries(example)) {
    const property = properties[name];
    if (property !== undefined) {
      const place = `${path}.${name}`;
      let isSound = true;
      lintFields(property, value, place, part, (severity, message, inner) => {
        isSound = false;
        tell(severity, message, inner);
      });
      const mayLack = branch.required?.includes(name) === false ? 'optional' : nullWord(property, value);
      if (isSound && mayLack !== undefined && part.isExpected)
        tell('note', `${place} is ${mayLack}: not every message of this type has it.`, place);
    } else {
      const near = suggestNames(name, Object.keys(properties));
      tell(
        'error',
        `${path}.${name} is no field that the vendor sends.${near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ''}`,
      );
    }
  }
}

/** A field that may be null, where the contract counts on something else. */
function nullWord(property: Schema, value: unknown): string | undefined {
  return value !== null && withoutNull(property) !== property ? 'null sometimes' : undefined;
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** Whether a value has the JSON type that a schema names. */
function hasType(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array' || type === 'object')
    return typeof value === 'object' && value !== null && Array.isArray(value) === (type === 'array');
  return typeof value === type;
}

function lintValue(
  { enum: values, const: only }: Schema,
  example: unknown,
  path: string,
  part: Part,
  tell: Tell,
): void {
  const allowed = only === undefined ? values : [only];
  if (allowed === undefined || allowed.includes(example)) return;
  const near = suggestNames(String(example), allowed.map(String));
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `It has ${allowed.join(', ')}.`;
  // A rule may be looser than its example, but nobody sends the example.
  const severity = part.matchers.some((one) => one.path === path) ? 'warning' : 'error';
  tell(severity, `${path} is "${String(example)}", which is not one of the vendor's values. ${hint}`);
}
