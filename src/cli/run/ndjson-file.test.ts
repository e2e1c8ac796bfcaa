import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { openNdjsonFile } from './ndjson-file.ts';

function place(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'phoney-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return path.join(folder, name);
}

test('what was there stays until a line is written, and then is gone', async () => {
  const file = place('day.ndjson');
  writeFileSync(file, 'of the day before, which was longer');
  const opened = await openNdjsonFile(file);
  expect(readFileSync(file, 'utf8')).toContain('the day before');
  opened.write('{}');
  await opened.close();
  expect(readFileSync(file, 'utf8')).toBe('{}\n');
});

test('what could not start leaves a file as it was, and none where there was none', async () => {
  const [old, made] = [place('old'), place('new')];
  writeFileSync(old, 'kept');
  for (const file of [old, made]) await (await openNdjsonFile(file)).close();
  expect(readFileSync(old, 'utf8')).toBe('kept');
  expect(existsSync(made)).toBe(false);
});

test('what was begun and has no lines is empty, be it compressed or not', async () => {
  const [plain, packed] = [place('day.ndjson'), place('day.ndjson.gz')];
  for (const file of [plain, packed]) {
    writeFileSync(file, 'of the day before');
    const opened = await openNdjsonFile(file);
    opened.begin();
    await opened.close();
  }
  expect(readFileSync(plain, 'utf8')).toBe('');
  expect(gunzipSync(readFileSync(packed)).toString()).toBe('');
});
