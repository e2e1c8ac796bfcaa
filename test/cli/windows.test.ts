import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { readWishes } from '../../src/cli/report/report-flags.ts';
import { pipelineFor, ciNames } from '../../src/cli/init/ci.ts';
import { loadScenario } from '../../src/scenario/index.ts';
import { reportFiles } from '../../src/report/forms.ts';
import { root } from '../acceptance/world.ts';

// What of Windows can be held anywhere: names and texts. The rest is path's own, which is of the system that it runs on.

/** Microsoft's page "Naming Files, Paths, and Namespaces". */
const forbidden = /[<>:"|?*\\]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

test('every file of the repository, and everything that phoney names itself, has a name that Windows takes', () => {
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
  const written = ciNames.flatMap((ci) => pipelineFor(ci, true).map((file) => file.path));
  const names = [...tracked, ...written, ...Object.values(reportFiles)].flatMap((file) => file.split('/'));
  expect(names.filter((name) => forbidden.test(name))).toEqual([]);
});

test('a path with a drive letter and backslashes stays as it is in YAML, plain and in single quotes', () => {
  const scenario = (cert: string): string => `
centre: { queues: [{ name: Sales }], agents: [{ name: alice, queues: [Sales] }] }
targets:
  asapp:
    tls:
      cert: ${cert}
      key: .\\certs\\client-key.pem
      ca: certs/ca.pem
    raw: { url: 'https://localhost:8443/' }
`;
  for (const cert of ['C:\\certs\\client.pem', "'C:\\certs\\client.pem'"]) {
    const { targets } = loadScenario({ text: scenario(cert), file: 'day.yaml' });
    const { tls } = targets.asapp ?? {};
    // On this system it is no absolute path, and stands below the folder of the scenario.
    expect(tls?.cert).toBe(path.resolve('C:\\certs\\client.pem'));
    expect(tls?.key).toBe(path.resolve('.\\certs\\client-key.pem'));
  }
  expect(path.win32.resolve('D:\\days', 'C:\\certs\\client.pem')).toBe('C:\\certs\\client.pem');
});

test('the colon of a drive letter is no part of a flag', () => {
  const [wish] = readWishes({ report: ['html=C:\\reports\\day.html'] });
  expect(wish).toEqual({ form: 'html', file: 'C:\\reports\\day.html' });
});

test('modules are imported by URL: a path with a drive letter would be read as a scheme', () => {
  expect(pathToFileURL('C:\\phoney\\dist\\cli\\main.js', { windows: true }).href).toBe(
    'file:///C:/phoney/dist/cli/main.js',
  );
  const dynamic = /(?<![\w.'])import\((?!['`?])([^)]*)/g;
  const sources = execFileSync(
    'git',
    ['grep', '-hE', String.raw`\bimport\([^'\`]`, '--', 'src/**/*.ts', 'bin'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  const imported = [...sources.matchAll(dynamic)].map(([, what = '']) => what);
  expect(imported.length).toBeGreaterThan(0);
  expect(imported.filter((what) => !/href|URL/i.test(what))).toEqual([]);
});
