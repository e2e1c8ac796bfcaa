import { mapJsonText } from './json-text.ts';
import { mapPairs, mapQuery } from '../lib/address/query.ts';
import type { Captured } from './captured.ts';

/** A message with other values in its query and in its body; what is neither JSON nor a form stays. */
export function changeValues<Message extends Pick<Captured, 'path' | 'body' | 'headers' | 'bodyEncoding'>>(
  message: Message,
  change: (value: string) => string,
): Message {
  const { path, body, bodyEncoding } = message;
  const ofValue = (_key: string, value: string): string => change(value);
  return {
    ...message,
    path: mapQuery(path, ofValue),
    body: bodyEncoding === undefined ? (mapBody(message, ofValue) ?? body) : body,
  };
}

/**
 * A body with other values, told with the name of the nearest key; `undefined` for what is neither JSON nor a form. What it is,
 * it says itself: not everybody sends a header that is true.
 */
export function mapBody(
  { body, headers }: Pick<Captured, 'body' | 'headers'>,
  change: (key: string, value: string) => string,
): string | undefined {
  const asJson = mapJsonText(body, change);
  if (asJson !== undefined) return asJson;
  const isForm =
    /^application\/x-www-form-urlencoded/i.test(headers['content-type'] ?? '') || pairs.test(body);
  return isForm ? mapPairs(body, change) : undefined;
}

const pairs = /^[\w.%+~-]+=\S*$/;

const instant = /^(\d{4})-(\d\d)-(\d\d)([T ])(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * A text that is a time, so many ms later, in the form that it has: `2026-03-02T08:00:00.123Z`, with more or fewer digits of a
 * second or none, with a space in place of the T. Other texts, and the ends of time that .NET writes, stay.
 */
export function shiftTime(text: string, byMs: number): string {
  const parts = instant.exec(text);
  if (parts === null) return text;
  const [, year = '', month = '', day = '', joint = '', hours = '', minutes = '', seconds = ''] = parts;
  const [fraction = '', zone = ''] = parts.slice(8);
  if (year === '9999' || year === '0001') return text;
  const millis = fraction.slice(1, 4).padEnd(3, '0');
  const atMs = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}.${millis}Z`);
  if (Number.isNaN(atMs)) return text;
  const moved = new Date(atMs + byMs).toISOString();
  const digits = (moved.slice(20, 23) + fraction.slice(4)).slice(0, Math.max(0, fraction.length - 1));
  const end = digits === '' ? '' : `.${digits}`;
  return `${moved.slice(0, 10)}${joint}${moved.slice(11, 19)}${end}${zone}`;
}
