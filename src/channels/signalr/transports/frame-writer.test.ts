import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { Encoded, noFilling } from '../protocols/encoded.ts';
import type { Batch } from './batch.ts';
import { controlFrame, FrameWriter, opcodes } from './frame-writer.ts';

/** Two ends of a connection: `near` is written to, `far` reads when it is told to. */
async function connected(): Promise<{ near: Socket; far: Socket }> {
  const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const near = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [far] = (await once(server, 'connection')) as [Socket];
  onTestFinished(() => {
    for (const each of [near, far]) each.destroy();
    server.close();
  });
  return { near, far };
}

function batchOf(text: string): Batch {
  const message = new Encoded(Buffer.from(text), {});
  return { first: { message, filling: noFilling, next: undefined }, byteLength: message.byteLength(0) };
}

/** Everything that comes until the other end closes. */
async function readAll(socket: Socket): Promise<Buffer> {
  return Buffer.concat((await socket.toArray()) as Buffer[]);
}

test.each([
  [1, '8101'],
  [125, '817d'],
  [126, '817e007e'],
  [65_535, '817effff'],
  [65_536, '817f0000000000010000'],
  [70_000, '817f0000000000011170'],
])('a message of %i bytes is one frame with the header %s', async (length, header) => {
  const { near, far } = await connected();
  const text = 'x'.repeat(length);
  new FrameWriter().write(near, true, batchOf(text), opcodes.text);
  near.end();
  const frame = await readAll(far);
  expect(frame.equals(Buffer.concat([Buffer.from(header, 'hex'), Buffer.from(text)]))).toBe(true);
});

test('a control frame has its payload behind two bytes', () => {
  expect(controlFrame(opcodes.pong, Buffer.from('abc')).toString('hex')).toBe('8a03616263');
});

test('a client that reads late gets what was sent to it, whatever was sent to others meanwhile', async () => {
  const writer = new FrameWriter();
  const late = await connected();
  const prompt = await connected();
  prompt.far.resume();
  let sent = '';
  const writeLate = (text: string): void => {
    sent += text;
    writer.write(late.near, true, batchOf(text), opcodes.text);
  };
  while (late.near.writableLength === 0) writeLate('x'.repeat(60_000));
  for (let i = 0; i < 1000; i++) {
    const length = 100 + (i % 3) * 300;
    writeLate(String(i).padEnd(length, '-'));
    writer.write(prompt.near, true, batchOf('~'.repeat(length)), opcodes.text);
    writer.write(prompt.near, true, batchOf('~'.repeat(length)), opcodes.text);
  }
  late.near.end();
  expect(payloadsOf(await readAll(late.far)) === sent).toBe(true);
});

test('a stream that is no socket of Node keeps what it was given', async () => {
  const writer = new FrameWriter();
  const stream = new PassThrough();
  for (const text of ['first', 'other', 'third']) writer.write(stream, false, batchOf(text), opcodes.text);
  stream.end();
  const pieces = (await stream.toArray()) as Buffer[];
  expect(pieces.map(payloadsOf)).toEqual(['first', 'other', 'third']);
});

/** What short frames hold, one behind the other. */
function payloadsOf(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const short = (bytes[at + 1] as number) & 0x7f;
    const [from, length] = short < 126 ? [at + 2, short] : [at + 4, bytes.readUInt16BE(at + 2)];
    text += bytes.toString('latin1', from, from + length);
    at = from + length;
  }
  return text;
}
