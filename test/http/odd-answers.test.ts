import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Lane } from '../../src/channels/message.ts';
import { asappLane, makeMessage, makeSetting } from './setting.ts';
import type { Setting } from './setting.ts';

/** What a server does once it has a whole request. `nth` counts the requests of all connections from 1. */
type Answering = (socket: net.Socket, nth: number) => void;

/** A server of bare sockets; it tells how many connections and requests there were. */
async function startServer(answer: Answering) {
  const seen = { connections: 0, requests: 0 };
  const sockets = new Set<net.Socket>();
  const server = net.createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    seen.connections++;
    sockets.add(socket);
    socket.on('error', () => undefined).on('end', () => socket.end());
    socket.on('data', (bytes: Buffer) => {
      if (bytes.toString('latin1').includes(' HTTP/1.1\r\n')) answer(socket, ++seen.requests);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

const lane: Lane = { ...asappLane, retries: 0, timeoutMs: 20_000 };

async function sendInTurn(url: string, count: number, rules: Lane = lane): Promise<Setting> {
  const setting = makeSetting([rules]);
  for (let seq = 1; seq <= count; seq++) {
    setting.send(makeMessage(seq, url));
    await setting.drain();
  }
  await setting.channel.close();
  return setting;
}

/** Writes `pieces` one after the other, each in a turn of its own, as long as anybody listens. */
function drip(socket: net.Socket, pieces: readonly (Buffer | string)[]): void {
  const [piece, ...others] = pieces;
  if (piece === undefined || socket.destroyed) return;
  socket.write(piece, () => setImmediate(() => drip(socket, others)));
}

const text =
  (answer: string): Answering =>
  (socket) =>
    void socket.write(answer, 'latin1');
const thenEnd =
  (answer: string): Answering =>
  (socket) =>
    void socket.end(answer, 'latin1');
const thenReset =
  (answer: string): Answering =>
  (socket) =>
    void socket.write(answer, 'latin1', () => setImmediate(() => socket.resetAndDestroy()));

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const chunks = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
const reading = (answer: string): string[] => answer.split('');

/** Connections for two messages, one after the other: 1 when the answer leaves the connection usable, 2 when it does not. */
type Connections = 1 | 2;

const delivered: readonly [what: string, answer: Answering, connections: Connections][] = [
  ['a length', text(ok), 1],
  ['100 Continue that nobody asked for', text(`HTTP/1.1 100 Continue\r\n\r\n${ok}`), 1],
  ['102 Processing', text(`HTTP/1.1 102 Processing\r\n\r\n${ok}`), 1],
  ['103 Early Hints with headers', text(`HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${ok}`), 1],
  [
    'all kinds of 1xx',
    text(`${[100, 102, 103, 199].map((code) => `HTTP/1.1 ${code} X\r\n\r\n`).join('')}${ok}`),
    1,
  ],
  ['1,000 times 102', text(`${'HTTP/1.1 102 Processing\r\n\r\n'.repeat(1000)}${ok}`), 1],
  [
    '100 Continue in a segment of its own',
    (socket) => drip(socket, ['HTTP/1.1 100 Continue\r\n\r\n', ok]),
    1,
  ],
  ['a 1xx that claims to have a length', text(`HTTP/1.1 103 X\r\nContent-Length: 5\r\n\r\n${ok}`), 1],
  ['chunks', text(`${chunks}1\r\no\r\n1\r\nk\r\n0\r\n\r\n`), 1],
  ['chunk extensions', text(`${chunks}2;a=b;c="d e"\r\nok\r\n0;last\r\n\r\n`), 1],
  ['a chunk size with zeros and capitals', text(`${chunks}000A\r\n0123456789\r\n000\r\n\r\n`), 1],
  ['a trailer', text(`${chunks}2\r\nok\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n`), 1],
  ['a trailer that looks like framing', text(`${chunks}2\r\nok\r\n0\r\nContent-Length: 99\r\n\r\n`), 1],
  [
    'another coding in chunks',
    text(ok.replace(/Content.*\r\n\r\nok/s, 'Transfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n')),
    1,
  ],
  ['a byte a segment', (socket) => drip(socket, reading(ok)), 1],
  ['chunks, a byte a segment', (socket) => drip(socket, reading(`${chunks}2\r\nok\r\n0\r\nA: b\r\n\r\n`)), 1],
  ['no reason phrase', text(ok.replace(' OK', ' ')), 1],
  ['no space behind the status', text(ok.replace(' OK', '')), 1],
  ['a reason phrase that is not ASCII', text(ok.replace('OK', 'Schön')), 1],
  ['a header that goes on in the next line', text(ok.replace('OK\r\n', 'OK\r\nX-A: b\r\n  c\r\n\td\r\n')), 1],
  ['a header without a value', text(ok.replace('OK\r\n', 'OK\r\nX-A:\r\n')), 1],
  ['white space around values', text(ok.replace(': 2', ':\t 2 \t')), 1],
  ['names in capitals', text(ok.replace('Content-Length', 'CONTENT-LENGTH')), 1],
  ['200 headers', text(ok.replace('OK\r\n', `OK\r\n${'X-Some: header\r\n'.repeat(200)}`)), 1],
  ['an empty body', text('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), 1],
  [
    'a body in gzip',
    (socket) =>
      void socket.write(
        Buffer.concat([
          Buffer.from(
            `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${gzipSync('ok').length}\r\n\r\n`,
          ),
          gzipSync('ok'),
        ]),
      ),
    1,
  ],
  ['1 MiB', text(`HTTP/1.1 200 OK\r\nContent-Length: 1048576\r\n\r\n${'x'.repeat(1048576)}`), 1],
  ['HTTP/1.2, which is 1.1 to us', text(ok.replace('1.1', '1.2')), 1],
  [
    'HTTP/1.0 with keep-alive',
    text(ok.replace('1.1', '1.0').replace('OK\r\n', 'OK\r\nConnection: Keep-Alive\r\n')),
    1,
  ],
  ['HTTP/1.0', text(ok.replace('1.1', '1.0')), 2],
  ['HTTP/1.0 that ends with the connection', thenEnd('HTTP/1.0 200 OK\r\n\r\nok'), 2],
  ['a body that ends with the connection', thenEnd('HTTP/1.1 200 OK\r\n\r\nok'), 2],
  [
    'a coding that ends with the connection',
    thenEnd('HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nok'),
    2,
  ],
  ['Connection: close, and no end', text(ok.replace('OK\r\n', 'OK\r\nConnection: close\r\n')), 2],
  ['Connection: close among others', text(ok.replace('OK\r\n', 'OK\r\nConnection: x, Close\r\n')), 2],
  ['FIN right behind', thenEnd(ok), 2],
  ['RST right behind', thenReset(ok), 2],
  ['bytes behind the answer', text(`${ok}more`), 2],
  ['an empty line behind the answer', text(`${ok}\r\n`), 2],
  ['a second answer', text(ok + ok), 2],
  ['a second answer a turn later', (socket) => drip(socket, [ok, ok]), 2],
  ['a body behind 200 that promised none', text('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nok'), 2],
];

describe('a message is delivered with the answer', () => {
  test.each(delivered)('%s', async (_what, answer, connections) => {
    const { url, seen } = await startServer(answer);
    const { outcomes, attempts } = await sendInTurn(url, 2);
    expect(attempts.map(({ status, error }) => [status, error])).toEqual([1, 2].map(() => [200, null]));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered']);
    expect(seen).toEqual({ connections, requests: 2 });
  });
});

const refused: readonly [what: string, answer: Answering, status: number | null, error: string][] = [
  ['204 without a body', text('HTTP/1.1 204 No Content\r\n\r\n'), 204, 'status 204'],
  [
    '204 that claims a length',
    text('HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n'),
    204,
    'status 204',
  ],
  [
    '304 that claims a length',
    text('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'),
    304,
    'status 304',
  ],
  ['101, which nobody asked for', text('HTTP/1.1 101 Switching Protocols\r\n\r\n'), 101, 'status 101'],
  ['a status beyond 599', text(ok.replace('200', '999')), 999, 'status 999'],
  [
    '413 before the body was read',
    thenEnd('HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n'),
    413,
    'status 413',
  ],
  [
    'a length and chunks',
    text(`HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`),
    null,
    'answer is not HTTP',
  ],
  [
    'two lengths that differ',
    text(ok.replace(': 2', ': 2\r\nContent-Length: 3')),
    null,
    'answer is not HTTP',
  ],
  ['two lengths that agree', text(ok.replace(': 2', ': 2\r\nContent-Length: 2')), null, 'answer is not HTTP'],
  ['a list of lengths', text(ok.replace(': 2', ': 2, 2')), null, 'answer is not HTTP'],
  ['a length below zero', text(ok.replace(': 2', ': -2')), null, 'answer is not HTTP'],
  ['a length with a sign', text(ok.replace(': 2', ': +2')), null, 'answer is not HTTP'],
  ['a length in hexadecimal', text(ok.replace(': 2', ': 0x2')), null, 'answer is not HTTP'],
  ['a length without a number', text(ok.replace(': 2', ':')), null, 'answer is not HTTP'],
  ['a length over two lines', text(ok.replace(': 2', ': 2\r\n 3')), null, 'answer is not HTTP'],
  ['a length of 400 digits', text(ok.replace(': 2', `: ${'9'.repeat(400)}`)), null, 'answer too long'],
  [
    'chunks twice over',
    text(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n`),
    null,
    'answer is not HTTP',
  ],
  [
    'chunks that are not the last coding',
    text(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n`),
    null,
    'answer is not HTTP',
  ],
  [
    'a Transfer-Encoding without a coding',
    text('HTTP/1.1 200 OK\r\nTransfer-Encoding:\r\n\r\n0\r\n\r\n'),
    null,
    'answer is not HTTP',
  ],
  [
    'chunks in HTTP/1.0',
    text(`${chunks.replace('1.1', '1.0')}2\r\nok\r\n0\r\n\r\n`),
    null,
    'answer is not HTTP',
  ],
  ['a chunk size that is none', text(`${chunks}two\r\nok\r\n`), null, 'answer is not HTTP'],
  ['a chunk size below zero', text(`${chunks}-2\r\nok\r\n`), null, 'answer is not HTTP'],
  ['a chunk longer than its size', text(`${chunks}2\r\nokay\r\n0\r\n\r\n`), null, 'answer is not HTTP'],
  ['a chunk size with LF alone', text(`${chunks}2\nok\r\n0\r\n\r\n`), null, 'answer is not HTTP'],
  ['a huge chunk size', text(`${chunks}${'f'.repeat(40)}\r\n`), null, 'answer too long'],
  ['a chunk extension without end', text(`${chunks}2;${'x'.repeat(20_000)}`), null, 'answer too long'],
  ['a trailer without end', text(`${chunks}0\r\nA: ${'x'.repeat(20_000)}`), null, 'answer too long'],
  ['a trailer that is none', text(`${chunks}0\r\nno trailer\r\n\r\n`), null, 'answer is not HTTP'],
  [
    'lines that end with LF alone',
    text('HTTP/1.1 200 OK\nContent-Length: 2\n\nok'),
    null,
    'answer is not HTTP',
  ],
  ['one line that ends with LF alone', text(ok.replace('OK\r\n', 'OK\n')), null, 'answer is not HTTP'],
  ['CR without LF in a header', text(ok.replace(': 2', ': 2\rX: y')), null, 'answer is not HTTP'],
  ['a NUL in a header', text(ok.replace('OK\r\n', 'OK\r\nX-A: \0\r\n')), null, 'answer is not HTTP'],
  ['a space before the colon', text(ok.replace('Length:', 'Length :')), null, 'answer is not HTTP'],
  ['a header without a colon', text(ok.replace('OK\r\n', 'OK\r\nNonsense\r\n')), null, 'answer is not HTTP'],
  [
    'a first header line that goes on',
    text(ok.replace('OK\r\n', 'OK\r\n X-A: b\r\n')),
    null,
    'answer is not HTTP',
  ],
  ['an empty line before the answer', text(`\r\n${ok}`), null, 'answer is not HTTP'],
  ['HTTP/2.0 in the status line', text(ok.replace('1.1', '2.0')), null, 'answer is not HTTP'],
  ['an HTTP/2 preface', text('\0\0\u0006\u0004\0\0\0\0\0\0\u0003\0\0\0d'), null, 'answer is not HTTP'],
  ['HTTP/0.9', thenEnd('<html>ok</html>'), null, 'answer is not HTTP'],
  ['another protocol', text('SSH-2.0-OpenSSH_9.9\r\n'), null, 'answer is not HTTP'],
  ['a TLS alert', text('\u0015\u0003\u0001\0\u0002\u0002\u0046'), null, 'answer is not HTTP'],
  ['a status of two digits', text(ok.replace('200', '20')), null, 'answer is not HTTP'],
  ['a status below 100', text(ok.replace('200', '099')), null, 'answer is not HTTP'],
  [
    '17 KiB of headers',
    text(ok.replace('OK\r\n', `OK\r\nX-A: ${'x'.repeat(17 * 1024)}\r\n`)),
    null,
    'answer too long',
  ],
  [
    '17 KiB of headers of a 1xx',
    text(`HTTP/1.1 103 X\r\nA: ${'x'.repeat(17 * 1024)}\r\n\r\n${ok}`),
    null,
    'answer too long',
  ],
  ['a length of 50 MB', text(ok.replace(': 2', ': 52428800')), null, 'answer too long'],
  [
    '50 MB that end with the connection',
    (socket) =>
      void socket.end(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), Buffer.alloc(52_428_800)])),
    null,
    'answer too long',
  ],
  [
    '50 MB in chunks',
    (socket) => void socket.end(chunks + `10000\r\n${'x'.repeat(65536)}\r\n`.repeat(800)),
    null,
    'answer too long',
  ],
  ['nothing but the end', (socket) => void socket.end(), null, 'connection closed'],
  ['nothing but RST', (socket) => void socket.resetAndDestroy(), null, 'ECONNRESET'],
  ['the end in the status line', thenEnd('HTTP/1.1 20'), null, 'answer cut short'],
  ['the end in a header', thenEnd('HTTP/1.1 200 OK\r\nContent-Le'), null, 'answer cut short'],
  ['the end behind 100 Continue', thenEnd('HTTP/1.1 100 Continue\r\n\r\n'), null, 'answer cut short'],
  ['a body shorter than its length', thenEnd(ok.replace(': 2', ': 3')), null, 'answer cut short'],
  ['the end in a chunk', thenEnd(`${chunks}5\r\nhal`), null, 'answer cut short'],
  ['the end before the last chunk', thenEnd(`${chunks}2\r\nok\r\n`), null, 'answer cut short'],
  ['the end in the trailer', thenEnd(`${chunks}2\r\nok\r\n0\r\n`), null, 'answer cut short'],
  ['RST in a body with a length', thenReset(ok.replace(': 2', ': 3')), null, 'answer cut short'],
  [
    'RST in a body that ends with the connection',
    thenReset('HTTP/1.1 200 OK\r\n\r\nhalf'),
    null,
    'answer cut short',
  ],
  ['half a head, and nothing more', text('HTTP/1.1 200 OK\r\nContent-'), null, 'timeout'],
  ['half a body, and nothing more', text(ok.replace(': 2', ': 3')), null, 'timeout'],
  ['100 Continue, and nothing more', text('HTTP/1.1 100 Continue\r\n\r\n'), null, 'timeout'],
  [
    'a body that ends with a connection that does not end',
    text('HTTP/1.1 200 OK\r\n\r\nok'),
    null,
    'timeout',
  ],
];

describe('a message is not delivered with the answer', () => {
  test.each(refused)('%s', async (_what, answer, status, error) => {
    const { url, seen } = await startServer(answer);
    const { attempts, outcomes } = await sendInTurn(
      url,
      1,
      error === 'timeout' ? { ...lane, timeoutMs: 200 } : lane,
    );
    expect(attempts.map((attempt) => [attempt.status, attempt.error])).toEqual([[status, error]]);
    expect(outcomes).toMatchObject([{ outcome: 'dropped', reason: error }]);
    expect(seen).toEqual({ connections: 1, requests: 1 });
  });
});

test.each([
  [
    'two lengths',
    ok.replace(': 2', ': 2\r\nContent-Length: 3'),
    'It has more than one Content-Length: 2 and 3',
  ],
  [
    'too many headers',
    ok.replace('OK\r\n', `OK\r\nX: ${'x'.repeat(20_000)}\r\n`),
    'Its head has more than 16384 bytes.',
  ],
  ['too long a body', ok.replace(': 2', ': 2000000'), 'Its body has more than 1048576 bytes.'],
  ['another protocol', '220 mail.example\r\n\r\n', 'It begins with: 220 mail.example'],
])('an attempt says in words what was wrong with an answer: %s', async (_what, answer, detail) => {
  const { url } = await startServer(text(answer));
  const { attempts } = await sendInTurn(url, 1);
  expect(attempts).toMatchObject([{ detail }]);
});

test('what is said of an answer gives away no secret that was sent, cut or whole, and takes over no terminal', async () => {
  const headers = { authorization: 'Bearer s3cr3t-token' };
  const answers = [
    's3cr3t-token\u001B[2J',
    `${'x'.repeat(53)}s3cr3t-token`,
    ok.replace('OK\r\n', 'OK\r\nBearer s3cr3t-token\r\n'),
  ];
  const { url } = await startServer((socket, nth) => void socket.write(`${answers[nth - 1]}\r\n\r\n`));
  const setting = makeSetting([lane]);
  for (const seq of [1, 2, 3]) {
    setting.send(makeMessage(seq, url, { headers, secretHeaders: ['authorization'] }));
    await setting.drain();
  }
  await setting.channel.close();
  expect(setting.attempts.map(({ detail }) => detail)).toEqual([
    String.raw`It begins with: (hidden)\u001b[2J`,
    `It begins with: ${'x'.repeat(53)}(hidden)`,
    'This is no header line: (hidden)',
  ]);
});

test('an answer is the same wherever it is cut in two', async () => {
  const answer = `HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n${chunks}2;x\r\nok\r\n0\r\nA: b\r\n\r\n`;
  const { url, seen } = await startServer((socket, nth) =>
    drip(socket, [answer.slice(0, nth), answer.slice(nth)]),
  );
  const { attempts } = await sendInTurn(url, answer.length - 1);
  expect(attempts.filter(({ status, answer: body }) => status !== 200 || body !== 'ok')).toEqual([]);
  expect(seen.connections).toBe(1);
});

test('a big request that is answered before it was read leaves its connection to nobody', async () => {
  const { url, seen } = await startServer((socket) => void socket.pause().write(ok));
  const setting = makeSetting([lane]);
  for (const seq of [1, 2]) {
    setting.send(makeMessage(seq, url, { body: 'x'.repeat(20_000_000) }));
    await setting.drain();
  }
  await setting.channel.close();
  expect(setting.outcomes.map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered']);
  expect(seen).toEqual({ connections: 2, requests: 2 });
});

const piece = fc.oneof(
  fc.constantFrom(
    ok,
    chunks,
    '2\r\nok\r\n',
    '0\r\n\r\n',
    'HTTP/1.1 ',
    '100 Continue\r\n',
    '\r\n',
    '\n',
    ' ',
    '\0',
    'Content-Length: ',
  ),
  fc.constantFrom(
    'Transfer-Encoding: ',
    'chunked',
    '2',
    '-1',
    ';',
    ':',
    'Connection: close\r\n',
    '\r\n\r\n',
    'HTTP/1.0 204 No',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

test('whatever bytes a receiver answers, each message ends', async () => {
  const answers = fc.sample(fc.array(piece, { maxLength: 8 }), { numRuns: 1500, seed: 20261128 });
  const { url } = await startServer((socket, nth) => {
    const bytes = (answers[nth - 1] ?? []).join('');
    if (nth % 3 === 0) drip(socket, [bytes.slice(0, nth % 20), bytes.slice(nth % 20)]);
    else socket.write(bytes, 'latin1', () => setImmediate(() => socket.end()));
  });
  const setting = makeSetting([{ ...lane, timeoutMs: 150 }]);
  setting.send(...answers.map((_, i) => makeMessage(i + 1, url)));
  await setting.drain();
  await setting.channel.close();
  expect(setting.outcomes).toHaveLength(answers.length);
  const known =
    /^(status \d+|timeout|answer (is not HTTP|cut short|too long)|connection closed|closed while idle)$/;
  expect(setting.attempts.filter(({ error }) => error !== null && !known.test(error))).toEqual([]);
});
