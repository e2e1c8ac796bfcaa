import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/command-line.ts';
import { InputError } from '../../src/lib/errors.ts';
import { loadScenario } from '../../src/scenario/index.ts';
import { makeFolder, root } from '../acceptance/world.ts';

const place = makeFolder();
const run = promisify(execFile);
const kinds = ['http', 'websocket'] as const;
const folderOf = (kind: string): string => path.join(place.path, kind);

/** Types a command in this process: it says nothing, as it is told to be quiet. */
async function type(...args: readonly string[]): Promise<void> {
  await createProgram({}).parseAsync(args, { from: 'user' });
}

function init(name: string, kind: string): Promise<void> {
  return type('dialect', 'init', name, '--over', kind, '--folder', folderOf(kind), '--quiet');
}

/** As `npm link phoney` would, but without a build: Node strips no types below `node_modules`. */
function linkPhoney(): void {
  const installed = path.join(place.path, 'node_modules/phoney');
  mkdirSync(installed, { recursive: true });
  const exports = { '.': './index.js', './dialect': './dialect.js' };
  writeFileSync(
    path.join(installed, 'package.json'),
    JSON.stringify({ name: 'phoney', type: 'module', exports }),
  );
  for (const file of ['index', 'dialect']) {
    const source = pathToFileURL(path.join(root, `src/${file}.ts`)).href;
    writeFileSync(path.join(installed, `${file}.js`), `export * from '${source}';\n`);
  }
}

beforeAll(async () => {
  for (const kind of kinds) await init(`acme-${kind}`, kind);
  linkPhoney();
});
afterAll(() => place.remove());

test.each(kinds)(
  'what is written for %s passes its own tests at once, as npm test runs them',
  async (kind) => {
    const { scripts } = JSON.parse(readFileSync(path.join(folderOf(kind), 'package.json'), 'utf8')) as {
      readonly scripts: { readonly test: string };
    };
    expect(scripts.test).toBe('node --test "test/*.test.ts"');
    const { NODE_OPTIONS: _options, VITEST: _vitest, ...env } = process.env;
    const { stdout } = await run(process.execPath, ['--test', '--test-reporter=tap', 'test/*.test.ts'], {
      cwd: folderOf(kind),
      env,
    });
    expect(stdout).toMatch(/^# pass 3$/m);
    expect(stdout).toMatch(/^# fail 0$/m);
  },
);

test.each(kinds)('the scenario that is written for %s is valid', (kind) => {
  expect(Object.keys(loadScenario(path.join(folderOf(kind), 'day.yaml')).targets)).toEqual([`acme-${kind}`]);
});

test('nothing is overwritten: every file that is there is named, and nothing is written', async () => {
  const error: unknown = await init('other', 'http').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  expect(
    (error as InputError).problems.map(({ file }) => path.relative(folderOf('http'), file ?? '')),
  ).toEqual([
    'index.ts',
    'day.yaml',
    path.join('test', 'dialect.test.ts'),
    'package.json',
    'tsconfig.json',
    'README.md',
  ]);
  expect(readFileSync(path.join(folderOf('http'), 'index.ts'), 'utf8')).toContain("name: 'acme-http'");
});

test.each([
  ['Acme', /"Acme" is not a name for a vendor/],
  ['asapp', /"asapp" is a vendor that phoney brings along/],
])('%s is refused as a name', async (name, message) => {
  const folder = path.join(place.path, 'refused');
  await expect(type('dialect', 'init', name, '--folder', folder, '--quiet')).rejects.toThrow(message);
  expect(existsSync(folder)).toBe(false);
});
