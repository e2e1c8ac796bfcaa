import { expect, test } from 'vitest';
import { escapeMarkdown } from './markdown.ts';

test.each([
  'The suite is TLS_AES_256_GCM_SHA384 (held), as of 2026-03-02.',
  'a -> b: 0, expected at most 5 % & more!',
  'AT&T {id: 1} https://localhost:8443/events?a=1',
])('what means nothing stays as it is: %s', (text) => {
  expect(escapeMarkdown(text)).toBe(text);
});

test.each([
  ['<script>', '&#60;script>'],
  ['&lt;b', '&#38;lt;b'],
  ['a | b', 'a &#124; b'],
  ['`code` *bold* ~~gone~~', '&#96;code&#96; &#42;bold&#42; &#126;&#126;gone&#126;&#126;'],
  ['_slanted_ a_b', '&#95;slanted&#95; a_b'],
  ['[a](javascript:b)', '&#91;a&#93;(javascript:b)'],
  ['$.a and $.b', '&#36;.a and &#36;.b'],
  ['@all see #24', '&#64;all see &#35;24'],
  ['C #', 'C &#35;'],
  ['a\\|b', 'a&#92;&#124;b'],
])('what means something is escaped: %s', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

test.each([
  ['# taken over', '&#35; taken over'],
  ['- an item', '&#45; an item'],
  ['12. an item', '12&#46; an item'],
  ['> said', '&#62; said'],
  ['    code', 'code'],
  ['--- a', '&#45;-- a'],
])('at the beginning of a line there is more that does: %s', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});
