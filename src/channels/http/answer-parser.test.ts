import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AnswerParser } from './answer-parser.ts';
import type { AnswerLimits } from './answer-parser.ts';

const limits: AnswerLimits = { headBytes: 400, bodyBytes: 1000, keptBytes: 20 };

/** What is to be known of an answer. Of a fault its words may depend on how much had come. */
function read(parser: AnswerParser) {
  const { isDone, fault, head, interim, hasBegun, hasSurplus, size, body } = parser;
  if (fault !== undefined) return { fault: fault.error };
  return { isDone, head, interim, hasBegun, hasSurplus, size, body: body?.toString('latin1') };
}

function parse(pieces: readonly Buffer[], end?: { readonly broken: boolean }) {
  const parser = new AnswerParser(limits);
  for (const piece of pieces) {
    // As a socket's buffer, which is overwritten by what comes next.
    const lent = Buffer.from(piece);
    parser.push(lent);
    lent.fill(0);
  }
  if (end !== undefined) parser.end(end.broken);
  return read(parser);
}

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

const answers = [
  'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
  'HTTP/1.1 200 OK\r\nServer: nginx\r\nKeep-Alive: timeout=5, max=100\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n',
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a="b"\r\nok\r\n1a\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1\r\n folded\r\n\r\n',
  'HTTP/1.0 200 OK\r\n\r\nuntil the connection ends',
  'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n',
  'HTTP/1.1 304 Not Modified\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
  'HTTP/1.1 500 Oh\r\nX-A: b\r\n\tc\r\nConnection: close\r\nContent-Length: 3\r\n\r\nno!more',
  'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok',
  'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(500)}\r\n\r\n`,
  'HTTP/1.1 200 OK\nContent-Length: 2\n\nok',
  'SSH-2.0-OpenSSH_9.9\r\n',
] as const;

test('an answer has a status, headers, a body and a size', () => {
  const parser = new AnswerParser(limits);
  const head =
    'HTTP/1.1 201 Made\r\nX-A:  b \r\nX-A: c\r\nTransfer-Encoding: chunked\r\nKeep-Alive: timeout=5\r\n\r\n';
  parser.push(bytesOf(`${head}2\r\nok\r\n0\r\n\r\n`));
  expect(parser.head).toEqual({
    status: 201,
    headers: [
      ['x-a', 'b'],
      ['x-a', 'c'],
      ['transfer-encoding', 'chunked'],
      ['keep-alive', 'timeout=5'],
    ],
    framing: 'chunked',
    keepAlive: true,
    idleMs: 5000,
  });
  expect(read(parser)).toMatchObject({ isDone: true, hasSurplus: false, size: head.length + 2, body: 'ok' });
});

test('of a body only the beginning is kept', () => {
  const { body, size } = parse([
    bytesOf(`HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n${'0123456789'.repeat(50)}`),
  ]);
  expect(body).toBe('01234567890123456789');
  expect(size).toBe(540);
});

test('the next answer on a connection is read as the first was', () => {
  const parser = new AnswerParser(limits);
  for (const answer of [...answers, ...answers]) {
    parser.reset();
    parser.push(bytesOf(answer));
    expect(read(parser)).toEqual(parse([bytesOf(answer)]));
  }
});

test('the end of the connection ends an answer without a length, unless the connection broke, and cuts any other short', () => {
  const [withLength, untilClose] = [
    bytesOf('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok'),
    bytesOf('HTTP/1.1 200 OK\r\n\r\nok'),
  ];
  expect(parse([untilClose], { broken: false })).toMatchObject({ isDone: true, body: 'ok' });
  expect(parse([untilClose], { broken: true })).toEqual({ fault: 'answer cut short' });
  expect(parse([withLength], { broken: false })).toEqual({ fault: 'answer cut short' });
});

describe('any cut of an answer into segments gives the same parse', () => {
  test.each(answers)('%j', (answer) => {
    const bytes = bytesOf(answer);
    const whole = parse([bytes], { broken: false });
    expect(
      parse(
        [...bytes].map((byte) => Buffer.of(byte)),
        { broken: false },
      ),
    ).toEqual(whole);
    for (let at = 0; at <= bytes.length; at++) {
      expect(parse([bytes.subarray(0, at), bytes.subarray(at)], { broken: false })).toEqual(whole);
    }
  });
});

/** An answer with bytes changed, taken out, put in or repeated, and where it is cut. */
const mutated = fc
  .record({
    answer: fc.constantFrom(...answers),
    changes: fc.array(
      fc.record({
        at: fc.nat(500),
        take: fc.nat(12),
        put: fc.oneof(
          fc.constantFrom(
            '',
            '\r\n',
            '\n',
            '\r',
            ' ',
            '\0',
            ':',
            '0',
            'f',
            ';',
            '\r\n\r\n',
            'HTTP/1.1 100 X\r\n\r\n',
          ),
          fc.constantFrom(
            'Content-Length: 5\r\n',
            'Transfer-Encoding: chunked\r\n',
            '99999999999999999999',
            '-',
          ),
          fc.string({ unit: 'binary', maxLength: 3 }),
        ),
      }),
      { maxLength: 4 },
    ),
    cuts: fc.array(fc.nat(500), { maxLength: 6 }),
  })
  .map(({ answer, changes, cuts }) => {
    let text: string = answer;
    for (const { at, take, put } of changes) {
      const place = at % (text.length + 1);
      text = text.slice(0, place) + put + text.slice(place + take);
    }
    return { bytes: bytesOf(text), cuts: cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b) };
  });

test(
  '100,000 mutated answers are read without an exception, within the limits, and the same in one piece as in several',
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(mutated, ({ bytes, cuts }) => {
        const pieces = [0, ...cuts].map((from, i) => bytes.subarray(from, cuts[i] ?? bytes.length));
        const whole = parse([bytes], { broken: false });
        expect(parse(pieces, { broken: false })).toEqual(whole);
        if (!('fault' in whole)) {
          expect(whole.size).toBeLessThanOrEqual(limits.headBytes + 4 + limits.bodyBytes);
          expect(whole.isDone).toBe(true);
        }
      }),
      { numRuns: 100_000, seed: 20261128 },
    );
  },
);
