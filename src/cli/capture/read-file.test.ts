import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readCaptureFile, type ReadWish } from './read-file.ts';

const header = { type: 'capture', format: 1, vendor: 'asapp', startedAt: '2026-03-02T08:00:00.000Z' };
const message = (feed: string): object => ({
  ...{ type: 'captured', ms: 0, channel: 'http', vendor: 'asapp', feed, eventType: null, eventId: null },
  ...{ method: 'POST', path: '/', headers: {}, body: 'x'.repeat(1000) },
});

function read(lines: readonly object[], wish: ReadWish): ReturnType<typeof readCaptureFile> {
  const folder = mkdtempSync(path.join(tmpdir(), 'phoney-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'day.ndjson');
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return readCaptureFile(file, { note: () => undefined }, wish);
}

test('a capture that memory would not hold is refused with what to do', async () => {
  const lines = [header, ...Array<object>(4).fill(message('activity'))];
  await expect(read(lines, { mostCharacters: 2500 })).rejects.toThrow(
    /MiB of messages, which would all be held in memory\. Take a part, such as the first 3 \(head -n 3 FILE\)/,
  );
});

test('messages that nobody wants are counted and take no memory', async () => {
  const lines = [header, ...Array<object>(9).fill(message('activity')), message('queue')];
  const { messages, count } = await read(lines, {
    isWanted: ({ feed }) => feed === 'queue',
    mostCharacters: 2500,
  });
  expect(messages).toMatchObject([{ feed: 'queue', line: 11 }]);
  expect(count).toBe(10);
});
