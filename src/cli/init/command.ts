import path from 'node:path';
import { Command } from 'commander';
import { exitCodes } from '../../lib/errors.ts';
import { exitCodeHelp } from '../exit.ts';
import { collectNames } from '../flags/flags.ts';
import type { Said } from './wishes.ts';
import { processOutput } from '../output.ts';
import { knownVersions } from './versions.ts';

interface InitFlags {
  readonly vendor: readonly string[];
  readonly language?: string;
  readonly ci?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const help = `
Writes a scenario, a stub of what takes the vendor's events, a test of it that passes at once, and a pipeline. What is not
said is asked, at a terminal; nothing is written over. npm create phoney does the same where phoney is not installed.

Vendors: asapp, ringcentral, enreach. Languages: typescript, javascript, python (not for enreach). Build servers: github,
gitlab, jenkins, none.

Examples:
  phoney init
  phoney init my-receiver --vendor asapp --language typescript --ci github
  phoney init --vendor asapp,ringcentral --language python --ci gitlab
  phoney init my-receiver --yes            the usual: asapp, typescript, no pipeline

With --json, one line on stdout: {"type":"project","folder","vendors","language","ci","files":[…],"next":[…]}
${exitCodeHelp}`;

/** `phoney init`: begins a project that is tested with phoney. */
export function initCommand(): Command {
  return new Command('init')
    .description('Begin a project: a scenario, a receiver, a test that passes, a pipeline.')
    .argument('[folder]', 'where to write it', '.')
    .option(
      '--vendor <name>',
      'whose events it takes; several with commas between them; repeatable',
      collectNames,
      [],
    )
    .option('--language <name>', 'in which language')
    .option('--ci <name>', 'for which build server')
    .option('--yes', 'ask nothing: what is not said is as usual')
    .option('--json', 'print what was written as one line of JSON')
    .option('--quiet', 'print nothing')
    .addHelpText('after', help)
    .action(async (folder: string, flags: InitFlags) => {
      process.exitCode = await init(folder, flags);
    });
}

async function init(folder: string, flags: InitFlags): Promise<number> {
  const output = processOutput({ quiet: flags.quiet === true });
  const [
    { readLanguages, readTemplate, readVendors },
    { readWishes, withDefaults },
    { planProject },
    writing,
  ] = await Promise.all([
    import('./templates.ts'),
    import('./wishes.ts'),
    import('./plan.ts'),
    import('./write-project.ts'),
  ]);
  const choices = { vendors: readVendors(), languages: readLanguages() };
  const told: Said = { vendors: flags.vendor, language: flags.language, ci: flags.ci };
  const isAsked = flags.yes !== true && flags.json !== true && process.stdin.isTTY && output.isAttended;
  const isComplete = told.vendors.length > 0 && told.language !== undefined && told.ci !== undefined;
  const said = await completed();
  if (said === undefined) return exitCodes.interrupted;

  const wishes = readWishes(said, choices);
  const files = planProject(wishes, {
    name: packageName(folder),
    templates: wishes.vendors.map((vendor) => readTemplate(wishes.language, vendor)),
    versions: knownVersions(),
  });
  writing.writeProject(folder, files);
  const paths = files.map(({ path: file }) => file);
  const next = [...(folder === '.' ? [] : [`cd ${folder}`]), 'npm install', 'npm test', 'npm run play'];
  if (flags.json === true) {
    const { vendors, language, ci } = wishes;
    output.result(
      JSON.stringify({ type: 'project', folder, vendors, language: language.name, ci, files: paths, next }),
    );
  }
  output.note(`Written${folder === '.' ? '' : ` into ${folder}`}: ${paths.join(', ')}.`);
  output.note(`Next: ${next.join(' && ')}`);
  if (wishes.ci !== 'none') output.note('The pipeline wants package-lock.json, which npm install writes.');
  return exitCodes.passed;

  async function completed(): Promise<Said | undefined> {
    if (flags.yes === true) return withDefaults(told, choices);
    if (isComplete || !isAsked) return told;
    const { ask } = await import('./ask.ts');
    return ask(told, choices);
  }
}

/** A name that npm takes, after the folder. */
function packageName(folder: string): string {
  const name = path.basename(path.resolve(folder)).toLowerCase();
  return name.replaceAll(/[^a-z0-9._-]+/g, '-').replaceAll(/^[._-]+|-+$/g, '') || 'receiver';
}
