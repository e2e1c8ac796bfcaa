import { z } from 'zod';
import { suggestNames, type Problem } from '../../lib/errors.ts';
import type { Interaction, Pact } from './pact.ts';
import { partsOf, type Part } from './parts.ts';
import { branchOf, withoutNull, type Schema } from './rules-of-schema.ts';

/** How bad a finding is: an `error` makes the contract wrong or worthless, a `warning` makes it doubtful. */
export type Severity = 'error' | 'warning';

/** Something that is wrong with a pact though the engine would take it. */
export interface Finding extends Problem {
  readonly severity: Severity;
}

/** What a linter knows of vendors. */
export interface LintKnowledge {
  /** The schema of the content of this example; `undefined` when it is of no event that is known. */
  readonly schemaOf: (example: unknown) => z.ZodType | undefined;
  /** Why phoney cannot satisfy an interaction; `undefined` when it can, or need not. */
  readonly explainUnmet: (pact: Pact, interaction: Interaction) => string | undefined;
}

/** Everything that is wrong with a pact, in the order of its interactions. */
export function lintPact(pact: Pact, knowledge: LintKnowledge): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const interaction of pact.interactions) {
    const tell = (severity: Severity, message: string): void => {
      findings.push({ severity, file: pact.source, path: `"${interaction.description}"`, message });
    };
    const key = JSON.stringify([interaction.kind, interaction.description, interaction.states]);
    if (seen.has(key))
      tell('error', 'There is another interaction with this description and these provider states.');
    seen.add(key);
    const unmet = knowledge.explainUnmet(pact, interaction);
    if (unmet !== undefined) tell('error', unmet);
    for (const part of partsOf(interaction)) lintPart(part, knowledge, tell);
  }
  return findings;
}

type Tell = (severity: Severity, message: string) => void;

function lintPart(part: Part, { schemaOf }: LintKnowledge, tell: Tell): void {
  for (const { path, matcher } of part.matchers) {
    if (matcher['match'] === 'regex') lintRegex(path, String(matcher['regex']), tell);
  }
  const { example } = part;
  if (part.isExpected && isEmpty(example)) {
    tell('warning', 'It expects nothing: any content will pass. Expect the fields that you read.');
  }
  const schema = schemaOf(example);
  if (schema === undefined) return;
  lintFields(z.toJSONSchema(schema, { unrepresentable: 'any' }) as Schema, example, '$', part, tell);
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

function isEmpty(example: unknown): boolean {
  return typeof example === 'object' && example !== null && Object.keys(example).length === 0;
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
    if (property !== undefined) lintFields(property, value, `${path}.${name}`, part, tell);
    else {
      const near = suggestNames(name, Object.keys(properties));
      tell(
        'error',
        `${path}.${name} is no field that the vendor sends.${near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ''}`,
      );
    }
  }
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
