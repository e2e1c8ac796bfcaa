import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { LineWriter } from './line-writer.ts';

const megabyte = 'x'.repeat(1024 * 1024);

/** A stream that takes nothing until it is told to go on, with or without an error. */
function stubbornStream(): { stream: Writable; goOn: (error?: Error) => void } {
  let goOn: (error?: Error) => void = () => undefined;
  const stream = new Writable({
    highWaterMark: 1024,
    write: (_chunk, _encoding, done) => {
      goOn = done;
    },
  });
  stream.on('error', () => undefined);
  return { stream, goOn: (error) => goOn(error) };
}

test('lines leave in pieces, and the rest at the end', async () => {
  const pieces: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      pieces.push(chunk.toString());
      done();
    },
  });
  const writer = new LineWriter(stream);
  writer.write('one');
  writer.write('two');
  expect(pieces).toEqual([]);
  await writer.end();
  expect(pieces).toEqual(['one\ntwo\n']);
});

test('there is no room while the stream is full', async () => {
  const { stream, goOn } = stubbornStream();
  const writer = new LineWriter(stream);
  expect(writer.room()).toBeUndefined();
  writer.write(megabyte);
  const room = writer.room();
  expect(room).toBeInstanceOf(Promise);
  goOn();
  await room;
  expect(writer.room()).toBeUndefined();
  expect(stream.listenerCount('drain') + stream.listenerCount('close')).toBe(0);
});

test('who waits for room on a stream that breaks goes on', async () => {
  const { stream, goOn } = stubbornStream();
  const writer = new LineWriter(stream);
  writer.write(megabyte);
  const room = writer.room();
  goOn(new Error('no space left on device'));
  await expect(room).resolves.toBeUndefined();
  expect(writer.room()).toBeUndefined();
});
