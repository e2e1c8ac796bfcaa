// Writes the reference of everything that can be imported into artefacts/api: npm run docs:api. typedoc and the TypeScript that it reads by
// are in .ci/typedoc (decision 20); they are installed the first time.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../.ci/typedoc');
const typedoc = path.join(folder, 'node_modules/typedoc/bin/typedoc');

const run = (command, args, options = {}) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (status !== 0) process.exit(status ?? 1);
};

if (!existsSync(typedoc)) {
  const shell = process.platform === 'win32';
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, shell });
}
run(process.execPath, [typedoc, '--options', path.join(folder, 'typedoc.json')]);
