import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createProgram } from '../../src/cli/command-line.ts';
import { toJavaScript } from '../../scripts/to-javascript.ts';
import { makeFolder, root } from '../acceptance/world.ts';
import { linkPhoney } from './linked-phoney.ts';

const folder = makeFolder();
const python = ['python3', 'python'].find((name) => {
  const asked = ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))'];
  return spawnSync(name, asked).status === 0;
});

/** Everything that can be written: each vendor in each language that has it, and each build server. */
const projects = [
  { name: 'typed', language: 'typescript', vendors: ['asapp', 'ringcentral', 'enreach'], ci: 'github' },
  { name: 'plain', language: 'javascript', vendors: ['asapp', 'ringcentral', 'enreach'], ci: 'gitlab' },
  { name: 'snake', language: 'python', vendors: ['asapp', 'ringcentral'], ci: 'jenkins' },
] as const;

const at = (name: string): string => path.join(folder.path, name);

/** Runs `command` as a step of a pipeline would be: by a shell, in the project, with nothing of this process but what a shell has, and a cache. */
function step(name: string, command: string): { readonly code: number | null; readonly said: string } {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, HOME, NODE_COMPILE_CACHE, CI: 'true', NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', command], {
    ...{ cwd: at(name), env, encoding: 'utf8', timeout: 55_000 },
  });
  return { code: status, said: stdout + stderr };
}

/** Whatever else runs on this machine may have the ports that a project begins with. */
async function useFreePorts(project: string): Promise<void> {
  const usual = ['8443', '8444', '8445'];
  const servers = usual.map(() => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const free = servers.map((server) => String((server.address() as AddressInfo).port));
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  for (const file of globSync(['play.sh', 'scenarios/*', 'src/*', '*.py'], { cwd: project })) {
    const text = readFileSync(path.join(project, file), 'utf8');
    const moved = usual.reduce((sum, port, i) => sum.replaceAll(port, free[i] ?? port), text);
    writeFileSync(path.join(project, file), moved);
  }
}

beforeAll(async () => {
  for (const { name, language, vendors, ci } of projects) {
    const flags = ['--vendor', vendors.join(','), '--language', language, '--ci', ci, '--quiet'];
    await createProgram({}).parseAsync(['init', at(name), ...flags], { from: 'user' });
    linkPhoney(at(name), ['@microsoft/signalr']);
    await useFreePorts(at(name));
  }
});
afterAll(() => folder.remove());

test('the tests of a project in TypeScript and of one in JavaScript pass at once', () => {
  const files = ['typed', 'plain'].flatMap((name) => globSync('test/*.test.*', { cwd: at(name) }).length);
  expect(files).toEqual([3, 3]);
  for (const name of ['typed', 'plain']) {
    const { code, said } = step(name, 'npm test');
    expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
    expect(said).toMatch(/pass 7\n/);
  }
});

test.skipIf(python === undefined)('the tests of a project in Python pass at once', () => {
  const { code, said } = step('snake', 'npm test');
  expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
  expect(said).toMatch(/Ran 5 tests/);
});

/** The commands of a pipeline, in their order, as its build server reads them. */
function commandsOf(name: string): string[] {
  const read = (file: string): string => readFileSync(path.join(at(name), file), 'utf8');
  switch (name) {
    case 'typed': {
      const { jobs } = parse(read('.github/workflows/phoney.yml')) as {
        jobs: { test: { steps: { run?: string }[] } };
      };
      return jobs.test.steps.flatMap(({ run }) => run ?? []);
    }
    case 'plain':
      return (parse(read('.gitlab-ci.yml')) as { phoney: { script: string[] } }).phoney.script;
    default:
      return [...read('Jenkinsfile').matchAll(/^ +sh '(.*)'$/gm)].map(([, command]) => command ?? '');
  }
}

test('the three pipelines do the same: install, test, play', () => {
  const all = projects.map(({ name }) => commandsOf(name));
  expect(all).toEqual(projects.map(() => ['npm ci', 'npm test', 'npm run play']));
});

// What is installed is linked here, and `npm test` was run above: the last step is left. The stubs in JavaScript are those in TypeScript.
test.each(projects.filter(({ name }) => name !== 'plain'))(
  'the pipeline of the $language project plays a morning to each vendor’s stub',
  ({ name, vendors }) => {
    const { code, said } = step(name, commandsOf(name).at(-1) ?? '');
    expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
    expect(said.match(/^Took [1-9]\d* (events|messages)/gm)).toHaveLength(vendors.length);
    const reports = vendors.map((vendor) => path.join(at(name), 'reports', vendor, 'junit.xml'));
    for (const report of reports) expect(readFileSync(report, 'utf8')).toContain('failures="0"');
  },
);

test('templates in JavaScript are those in TypeScript without types: node scripts/write-templates.ts', () => {
  // Without what a formatter adds and takes away.
  const bare = (text: string): string => text.replaceAll(/[\s,();]+/g, '');
  const cwd = path.join(root, 'templates/typescript');
  const different = globSync('*/{src,test}/*.ts', { cwd }).filter((file) => {
    const written = path.join(root, 'templates/javascript', file.replace(/\.ts$/, '.js'));
    const made = toJavaScript(readFileSync(path.join(cwd, file), 'utf8'));
    return bare(readFileSync(written, 'utf8')) !== bare(made);
  });
  expect(different).toEqual([]);
});
