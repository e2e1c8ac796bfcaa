// Runs tests on the oldest Node that phoney promises to run on (engines in package.json), which .ci/floor has beside the
// pinned one: npm run test:floor, or npm run test:floor -- test/http for others than these.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve('.ci/floor');
const bin = path.join(folder, 'node_modules/node/bin');
const node = path.join(bin, process.platform === 'win32' ? 'node.exe' : 'node');

/** What a user has in hand: the package, a run, the library and the control API. Flags and vendors' rules do not depend on Node. */
const usual = [
  'test/acceptance/package',
  'test/acceptance/run',
  'test/library',
  'test/docs/library',
  'test/docs/suites',
  'test/control/live',
  'test/control/stream',
];

const run = (command, args, options = {}) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (status !== 0) process.exit(status ?? 1);
};

if (!existsSync(node)) {
  const shell = process.platform === 'win32';
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, shell });
}
run(node, ['--version']);
const given = process.argv.slice(2);
const paths = given.every((one) => one.startsWith('-')) ? [...usual, ...given] : given;
const env = { ...process.env, PATH: [bin, process.env.PATH].join(path.delimiter) };
run(node, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'acceptance', ...paths], { env });
