import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { exitCodes, InputError, StartError } from '../../lib/errors.ts';
import { exitCodeHelp } from '../exit.ts';
import { processOutput } from '../output.ts';
import { version } from '../version.ts';

interface InitFlags {
  readonly over: 'http' | 'websocket';
  readonly folder?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const help = `
Writes a folder with a dialect that works, a scenario that tells a day by it, and a test in which a client of one's own is told: change
them until they are your vendor's. Nothing is overwritten. docs/dialects.md goes on from there.

Examples:
  phoney dialect init acme                       events are posted to a receiver
  phoney dialect init acme --over websocket      clients connect and subscribe to topics
  phoney dialect init acme --folder vendors/acme --json
  cd phoney-dialect-acme && npm install && npm test

With --json: {"type":"dialect","name","folder","files","next"}.
${exitCodeHelp}`;

/** `phoney dialect init NAME`: a folder with a dialect that works. */
export function initDialectCommand(): Command {
  return new Command('init')
    .description('Write a folder with a dialect, a scenario and a test that passes.')
    .argument('<name>', 'what the vendor is called in scenarios and reports, such as acme')
    .addOption(
      new Option('--over <channel>', 'how its messages leave').choices(['http', 'websocket']).default('http'),
    )
    .option('--folder <path>', 'where to write; default: phoney-dialect-<name>')
    .option('--json', 'print what was written as one line of JSON')
    .option('--quiet', 'print nothing')
    .addHelpText('after', help)
    .action(async (name: string, flags: InitFlags) => {
      process.exitCode = await writeDialect(name, flags);
    });
}

async function writeDialect(name: string, { over, folder, json, quiet }: InitFlags): Promise<number> {
  const output = processOutput({ quiet: quiet === true });
  const [{ vendorNames }, { filesOf }] = await Promise.all([
    import('../../dialects/index.ts'),
    import('./template/files.ts'),
  ]);
  checkName(name, vendorNames);
  const target = folder ?? `phoney-dialect-${name}`;
  const files = filesOf({ name, over, phoney: phoneyFor(target) });
  const present = Object.keys(files).filter((file) => existsSync(path.join(target, file)));
  if (present.length > 0) {
    throw new InputError(
      present.map((file) => ({
        file: path.join(target, file),
        message: 'It is there already, and nothing is overwritten. Remove it, or give --folder.',
      })),
    );
  }
  for (const [file, text] of Object.entries(files)) writeFile(path.join(target, file), text);
  const next = [`cd ${target}`, 'npm install', 'npm test'];
  if (json === true)
    output.result(JSON.stringify({ type: 'dialect', name, folder: target, files: Object.keys(files), next }));
  else {
    for (const file of Object.keys(files)) output.note(`written  ${path.join(target, file)}`);
    output.note('');
    output.note(`Next: ${next.join(' && ')}`);
  }
  return exitCodes.passed;
}

function checkName(name: string, taken: readonly string[]): void {
  if (!/^[a-z][a-z\d-]{0,39}$/.test(name)) {
    throw new InputError(
      `"${name}" is not a name for a vendor. Write lower-case letters, digits and hyphens, such as acme.`,
    );
  }
  if (taken.includes(name)) {
    throw new InputError(`"${name}" is a vendor that phoney brings along. Name yours otherwise.`);
  }
}

function writeFile(file: string, text: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartError(`Could not write ${file}: ${code ?? message}. Give another --folder.`);
  }
}

/** What stands for phoney in the dependencies: its version, or, in a checkout, its folder. */
function phoneyFor(folder: string): string {
  const own = fileURLToPath(new URL('../../../', import.meta.url));
  if (own.split(path.sep).includes('node_modules')) return `^${version}`;
  return `file:${path.relative(folder, own).replaceAll(path.sep, '/')}`;
}
