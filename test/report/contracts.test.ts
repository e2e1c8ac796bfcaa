import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { reportFiles } from '../../src/report/forms.ts';
import { reportSchema } from '../../src/cli/report/json-schema.ts';
import { makeFolder, phoney } from '../acceptance/world.ts';
import { mistakesInJUnit } from './valid-junit.ts';

const folder = makeFolder();
afterAll(folder.remove);

test('a verification is told in every form, and a build server reads its JUnit', async () => {
  const args = ['contracts', 'verify-receiver', '--vendor', 'asapp', '--target', 'http://127.0.0.1:9'];
  const { code, stderr } = await phoney([...args, '--filter', 'SURVEY', '--report-dir', folder.path]);
  expect(code, stderr).toBe(1);
  expect(readdirSync(folder.path).sort()).toEqual(Object.values(reportFiles).sort());
  const read = (name: string): string => readFileSync(path.join(folder.path, name), 'utf8');
  const report = JSON.parse(read('report.json')) as { counts: { inFiles: number; failed: number } };
  expect(report.counts.failed).toBeGreaterThan(0);
  expect(reportSchema.parse(report)).toEqual(report);
  const xml = read('junit.xml');
  expect(await mistakesInJUnit(xml)).toEqual([]);
  expect([...xml.matchAll(/<testcase /g)]).toHaveLength(report.counts.inFiles);
  expect([...xml.matchAll(/<failure /g)]).toHaveLength(report.counts.failed);
  for (const name of ['report.md', 'report.html', 'report.txt']) expect(read(name)).toContain('SURVEY');
});
