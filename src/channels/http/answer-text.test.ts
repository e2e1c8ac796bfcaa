import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerText, readAnswerBytes } from './answer-text.ts';

const textOf = (body: string, ...secrets: string[]): string => answerText(Buffer.from(body), secrets);

test('an answer is told as it is, 256 characters of it', () => {
  expect(textOf('{"error":"no such queue: ä"}')).toBe('{"error":"no such queue: ä"}');
  expect(textOf('x'.repeat(9000))).toBe('x'.repeat(256));
  expect(textOf(`${'x'.repeat(255)}😀`)).toBe(`${'x'.repeat(255)}\uFFFD`);
});

test('control characters are escaped, so that an answer cannot take over a terminal', () => {
  expect(textOf('a\r\n\tb')).toBe(String.raw`a\r\n\tb`);
  expect(textOf('\u001B[31mred\u009B2J\u202E')).toBe(String.raw`\u001b[31mred\u009b2J\u202e`);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      const text = answerText(Buffer.from(bytes), []);
      expect(text.length).toBeLessThanOrEqual(256);
      expect(text).not.toMatch(/\p{Cc}/u);
    }),
  );
});

test.each([
  ['whole', 'no Bearer abc/def+123=', 'Bearer abc/def+123=', 'no (hidden)'],
  ['without its scheme', 'token abc/def+123= is old', 'Bearer abc/def+123=', 'token (hidden) is old'],
  ['as PHP writes JSON', String.raw`{"t":"abc\/def"}`, 'Bearer abc/def', '{"t":"(hidden)"}'],
  ['as JSON writes quotes', String.raw`{"t":"ab\"cd"}`, 'ab"cd', '{"t":"(hidden)"}'],
  ['as a URL has it', '?t=abc%2Fdef%3D', 'abc/def=', '?t=(hidden)'],
  ['as name and password', 'wrong: ann:secret', 'Basic YW5uOnNlY3JldA==', 'wrong: (hidden)'],
])('a secret that was sent is hidden: %s', (_, body, secret, text) => {
  expect(textOf(body, secret)).toBe(text);
});

test('no part of a secret shows where an answer was cut in the middle of it', () => {
  const secret = `key-${'0123456789abcdef'.repeat(60)}`;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 20 }), (before, times) => {
      const body = Buffer.from('-'.repeat(before) + secret.repeat(times)).subarray(0, readAnswerBytes);
      expect(answerText(body, [secret])).not.toContain('0123');
    }),
  );
});
