import { expect, test } from 'vitest';
import { int } from './argument-types.ts';
import { Upload } from './upload.ts';

async function readAll(upload: Upload): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const item of upload) items.push(item);
  return items;
}

test('items come out in order, also those pushed before anybody read', async () => {
  const upload = new Upload(int, 'json', 10);
  void upload.push(1);
  const reading = readAll(upload);
  await Promise.resolve();
  void upload.push(2);
  upload.end();
  expect(await reading).toEqual([1, 2]);
});

test('whoever pushes too much waits until the method has taken something', async () => {
  const upload = new Upload(int, 'json', 2);
  expect(upload.push(1)).toBeUndefined();
  const room = upload.push(2);
  expect(room).toBeInstanceOf(Promise);
  const iterator = upload[Symbol.asyncIterator]();
  expect((await iterator.next()).value).toBe(1);
  await room;
});

test('an item of another type ends the stream with an error, behind the good ones', async () => {
  const upload = new Upload(int, 'json', 10);
  void upload.push(1);
  void upload.push('two');
  expect(upload.push(3)).toBeUndefined();
  const iterator = upload[Symbol.asyncIterator]();
  expect((await iterator.next()).value).toBe(1);
  await expect(iterator.next()).rejects.toThrow('Failed to bind Stream message.');
});

test('a method that stops reading lets go of whoever waits, and of all that comes later', async () => {
  const upload = new Upload(int, 'json', 1);
  const room = upload.push(1);
  for await (const item of upload) {
    expect(item).toBe(1);
    break;
  }
  await room;
  expect(upload.push(2)).toBeUndefined();
});
