import { z } from 'zod';
import type { Unnumbered } from '../../channels/message.ts';
import { drawInteger, drawItem, type Uniform } from '../../lib/random.ts';
import { readContent, withValues, type Value } from '../content/content.ts';
import { fieldAt, fieldsOf, formatField, replaceAt, type Field } from '../content/fields.ts';
import { anyChannel, defineFault, type Touch } from '../fault.ts';
import { oneOf } from '../one-of.ts';

const byteWays = ['cut_short', 'wrong_encoding', 'bom'] as const;
const ways = [
  'missing',
  'null',
  'wrong_type',
  'unknown_value',
  'unknown_field',
  'unknown_event_type',
  'unknown_feed',
  'oversized',
  ...byteWays,
] as const;
type Way = (typeof ways)[number];
/** Other words for them. */
const otherWays = {
  cut: 'cut_short',
  truncated: 'cut_short',
  field_missing: 'missing',
  missing_field: 'missing',
  null_field: 'null',
  type: 'wrong_type',
  another_type: 'wrong_type',
  other_type: 'wrong_type',
  enumeration: 'unknown_value',
  out_of_enumeration: 'unknown_value',
  out_of_its_enumeration: 'unknown_value',
  encoding: 'wrong_encoding',
  byte_order_mark: 'bom',
} as const;
/** Where a value stands. */
type Path = readonly string[];

/** A word that no vendor has in its lists. */
const unknownWord = 'PHONEY_UNKNOWN';
const unknownName = unknownWord.toLowerCase();
const oversizedBytes = 1_048_576;

/** What is wrong with the message's bytes. */
export const corrupt = defineFault({
  name: 'corrupt',
  about: 'The message is sent with something wrong in it.',
  args: {
    how: oneOf(ways, otherWays).describe(
      'cut_short: the body ends in the middle. missing, null, wrong_type, unknown_value: of one field (unknown_value: of one that has a word from a list). unknown_field: one that nobody knows. unknown_event_type, unknown_feed: the message says another. oversized: a field of 1 MiB. wrong_encoding: letters beyond ASCII as ISO 8859-1. bom: a byte order mark in front.',
    ),
    field: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Which field, such as data.status. A message without it is left as it is. Default: drawn from those of the message.',
      ),
  },
  channels: ({ how }) => (isOfBytes(how) ? ['http'] : anyChannel),
  needs: ({ how }) => (how === 'unknown_feed' ? 'feed' : undefined),
  begin:
    ({ how, field }) =>
    (draft, { uniform }) => {
      const bytes = spoilBytes(draft, how, uniform);
      if (bytes !== undefined) return change(bytes, how);
      return spoilFacts(draft, how, { name: field, uniform });
    },
});

function change(draft: Unnumbered, what: string): Touch {
  return { do: 'change', draft, what };
}

/** What is done to the body as a whole. A hub has no body of its own, and a query none at all: they are left as they are. */
function spoilBytes(draft: Unnumbered, how: Way, uniform: Uniform): Unnumbered | undefined {
  if (draft.channel !== 'http' || draft.body === '') return undefined;
  switch (how) {
    case 'cut_short':
      return { ...draft, body: draft.body.slice(0, drawInteger(uniform, 1, draft.body.length - 1)) };
    case 'wrong_encoding':
      // A letter beyond ASCII has to be there, or the bytes would be the same.
      return { ...draft, body: withLetters(draft.body), bodyEncoding: 'latin1' };
    case 'bom':
      return { ...draft, body: `\uFEFF${draft.body}` };
    default:
      return undefined;
  }
}

/** Puts a letter beyond ASCII in front of the first text value, unless there is one somewhere. */
function withLetters(body: string): string {
  return /[\u0080-\uFFFF]/.test(body) ? body : body.replace(/:"/, ':"é');
}

function spoilFacts(
  draft: Unnumbered,
  how: Way,
  { name, uniform }: { readonly name: string | undefined; readonly uniform: Uniform },
): Touch | undefined {
  if (how === 'unknown_event_type') return otherEventType(draft);
  if (how === 'unknown_feed') return otherFeed(draft);
  const content = readContent(draft);
  if (content === undefined) return undefined;
  const inside = Array.isArray(content.facts) ? ['0'] : [];
  if (how === 'unknown_field') {
    const facts = replaceAt(content.facts, [...inside, 'phoney_unknown_field'], 'unknown');
    return change(content.write(facts), how);
  }
  const field = pick(content.facts, how, name, uniform);
  if (field === undefined) return undefined;
  const facts = replaceAt(content.facts, field.path, spoiled(field.value, how));
  return change(content.write(facts), `${how}: ${formatField(field)}`);
}

/** The field that is meant, or one of those that can be spoiled like this. */
function pick(facts: object, how: Way, name: string | undefined, uniform: Uniform): Field | undefined {
  if (name !== undefined) return fieldAt(facts, name);
  const fields = fieldsOf(facts).filter(({ value }) => how !== 'unknown_value' || isWord(value));
  return fields.length === 0 ? undefined : drawItem(uniform, fields);
}

/** Whether it looks like one of a list of words: `LOG_IN`, `Available`, `queue_size_updated`; no id, no time, no free text. */
function isWord(value: Value): boolean {
  return typeof value === 'string' && /^[A-Za-z]+([_-][A-Za-z]+)*$/.test(value);
}

function spoiled(value: Value, how: Way): Value {
  switch (how) {
    case 'missing':
      return undefined;
    case 'null':
      return null;
    case 'wrong_type':
      return ofOtherType(value);
    case 'oversized':
      return 'x'.repeat(oversizedBytes);
    default:
      return unknownWord;
  }
}

/** A number becomes text, a text a number, and so on: what a receiver that trusts the page does not expect. */
function ofOtherType(value: Value): Value {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return 12_345;
  return value === null ? 'null' : 'text';
}

/** Another type of event, in the field that says it; where none has such a name, wherever its word stands. */
function otherEventType(draft: Unnumbered): Touch | undefined {
  const isType = (path: Path): boolean => /^event_?type$/i.test(path.at(-1) ?? '');
  const is = (value: Value): boolean => value === draft.eventType;
  const named = reword(draft, (path, value) => (isType(path) && is(value) ? unknownName : value));
  const changed = named ?? reword(draft, (_path, value) => (is(value) ? unknownName : value));
  return changed && change(changed, `unknown_event_type in place of ${draft.eventType}`);
}

/** Another feed, where the message says one: alone, or at the end of a name with dots. */
function otherFeed(draft: Unnumbered): Touch | undefined {
  let said = '';
  const changed = reword(draft, (path, value) => {
    if (typeof value !== 'string') return value;
    const isName = path.length === 1 && path[0] === 'name' && /^[a-z]+(\.[a-z]+)+$/i.test(value);
    if (!isName && value !== draft.feed) return value;
    said = value;
    return value.replace(/[^.]+$/, unknownName);
  });
  return changed && change(changed, `unknown_feed in place of ${said}`);
}

/** The message with other values; `undefined` where none is another. */
function reword(draft: Unnumbered, choose: (path: Path, value: Value) => Value): Unnumbered | undefined {
  let isOther = false;
  const changed = withValues(draft, (path, value) => {
    const chosen = choose(path, value);
    isOther ||= chosen !== value;
    return chosen;
  });
  return isOther ? changed : undefined;
}

/** A hub's calls are put together for each client in its protocol: there are no bytes of a body to be spoiled. */
function isOfBytes(how: Way): boolean {
  return (byteWays as readonly Way[]).includes(how);
}
