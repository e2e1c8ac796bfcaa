// Installs the dependencies when node_modules is missing or older than the lockfile, and builds the console when its sources
// have changed, so that `npm start` and `npm test` work on a fresh clone. Runs on the machine's own Node, whatever its age.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const stamp = 'node_modules/.phoney-set-up';
const wanted = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(`${process.platform} ${process.arch}`)
  .digest('hex');
const found = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';

if (found !== wanted) {
  process.stderr.write('Setting up: installing the dependencies (once, about half a minute) …\n');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write('Could not install the dependencies. Run `npm ci` to see why.\n');
    process.exit(3);
  }
  writeFileSync(stamp, wanted);
}

// The page is built by the pinned Node, which npm finds first. What it holds of src/ are types only.
const built = 'console/dist/.built-of';
const sources = createHash('sha256').update(wanted);
for (const file of filesIn('console')) sources.update(file).update(readFileSync(file));
const builtOf = sources.digest('hex');
if (!existsSync(built) || readFileSync(built, 'utf8') !== builtOf) {
  const { status, stderr } = spawnSync('npm', ['run', '--silent', 'build:console'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write(`Could not build the console.\n${stderr}`);
    process.exit(3);
  }
  writeFileSync(built, builtOf);
}

function filesIn(folder) {
  return readdirSync(folder)
    .filter((name) => name !== 'dist' && name !== 'node_modules')
    .sort()
    .map((name) => path.join(folder, name))
    .flatMap((one) => (statSync(one).isDirectory() ? filesIn(one) : [one]));
}
