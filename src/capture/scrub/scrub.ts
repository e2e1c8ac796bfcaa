import { mapBody } from '../change.ts';
import { mapQuery } from '../../lib/address/query.ts';
import { hidden, hideSecretLink } from '../../lib/address/secret-query.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** A person's name by the key that it stands under, however that is written: agent_name, agentName, UserName. */
const personKey =
  /^((agent|customer|client|user|caller|callee|contact|rep|representative|member|person|supervisor|target_?user|created_?by|owner)_?)?((given|family|first|last|middle|full|display|nick|sur|log_?in|screen|user)_?)?(name|surname|nickname)$/i;
const alsoPersons = /^(surname|created_?by|updated_?by|login|username)$/i;
/** `name` alone is as often that of an event or a queue. */
const noPersonKey = /^name$/i;
const numberKey =
  /(phone|mobile|msisdn|fax|number|tel)$|^(ani|dnis|caller|callee|caller_?id|extension)$|phone_?number/i;
const ipKey = /(^|_)ip(_?address)?$|(source|client|remote|user)ip$/i;

const email = /[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+/g;
/** Digits with the signs that people write between them, seven at least. */
const international = /\+\d[\d ()./-]{5,}\d/g;
const inText = /\+\d[\d ()./-]{5,}\d|(?<![\w.:+-])\(?\d[\d ()./-]{5,}\d(?![\w:])/g;
const date = /^\d{4}[-./]\d\d?[-./]\d\d?|^\d\d?[-./]\d\d?[-./]\d{4}/;

const emailInPath = /[\w.!$&'*+~-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/gi;

/** A message's path, headers and body with names, e-mail addresses and telephone numbers replaced. */
export function scrub({ path, body, headers }: Scrubbable, pseudonyms: Pseudonyms): Scrubbable {
  const change = (key: string, value: string): string => scrubValue(key, value, pseudonyms);
  return {
    path: mapQuery(scrubPath(path, pseudonyms), change),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, scrubHeader(name, value, pseudonyms)]),
    ),
    body: mapBody({ body, headers }, change) ?? change('', body),
  };
}

/** Who is meant may stand in the path itself. */
function scrubPath(path: string, pseudonyms: Pseudonyms): string {
  const [beforeQuery = ''] = path.split('?', 1);
  const scrubbed = beforeQuery.replaceAll(emailInPath, (one) => pseudonyms.email(one.replace(/%40/i, '@')));
  return scrubbed + path.slice(beforeQuery.length);
}

/** Most headers are about programs; one that is about somebody says so in its name. */
function scrubHeader(name: string, value: string, pseudonyms: Pseudonyms): string {
  if (value === hidden) return value;
  const key = name.replace(/^x-/, '').replaceAll('-', '_');
  if (ipKey.test(key) || key === 'forwarded_for')
    return value.replaceAll(/[^\s,]+/g, (one) => pseudonyms.ip(one));
  if (isPersonKey(key) && !value.includes('@')) return pseudonyms.name(value);
  return value.replaceAll(email, (one) => pseudonyms.email(one));
}

/** What of a message may hold what is personal. */
interface Scrubbable {
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

function scrubValue(key: string, value: string, pseudonyms: Pseudonyms): string {
  if (value === '') return value;
  const isNumber = /^-?[\d.eE+-]+$/.test(value);
  if (numberKey.test(key) && /\d/.test(value) && !value.includes('@')) return pseudonyms.number(value);
  if (isNumber && !value.startsWith('+')) return value;
  if (ipKey.test(key)) return pseudonyms.ip(value);
  if (isPersonKey(key)) return value.includes('@') ? scrubText(value, pseudonyms) : pseudonyms.name(value);
  return scrubText(value, pseudonyms);
}

function isPersonKey(key: string): boolean {
  return alsoPersons.test(key) || (personKey.test(key) && !noPersonKey.test(key));
}

function scrubText(text: string, pseudonyms: Pseudonyms): string {
  const mailless = hideSecretLink(text).replaceAll(email, (one) => pseudonyms.email(one));
  // An id or a code is one word: what looks like a number in it is none.
  const numbers = /\s/.test(mailless) ? inText : international;
  const numberless = mailless.replaceAll(numbers, (one) => (isPhone(one) ? pseudonyms.number(one) : one));
  return pseudonyms.knownNames(numberless);
}

function isPhone(text: string): boolean {
  return !date.test(text) && text.replaceAll(/\D/g, '').length >= 7;
}
