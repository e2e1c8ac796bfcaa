import { pipelineFor } from './ci.ts';
import type { VendorTemplate, WrittenFile } from './templates.ts';
import type { Wishes } from './wishes.ts';

/** What a project is made of, besides the wishes. */
export interface PlanParts {
  /** The name of its package. */
  readonly name: string;
  readonly templates: readonly VendorTemplate[];
  /** Versions by package: phoney's own, and what it is tested with. */
  readonly versions: Readonly<Record<string, string>>;
}

/** The files of a new project, in the order of their paths. Pure. */
export function planProject(wishes: Wishes, parts: PlanParts): WrittenFile[] {
  const { language, ci } = wishes;
  const files = [
    { path: 'package.json', text: packageJson(wishes, parts) },
    { path: '.gitignore', text: 'node_modules/\ncerts/\nreports/\n__pycache__/\n' },
    { path: 'README.md', text: readme(wishes, parts) },
    { path: 'play.sh', text: playScript(parts.templates) },
    ...language.files,
    ...parts.templates.flatMap(({ vendor, scenario, files: own }) => [
      { path: `scenarios/${vendor}.yaml`, text: scenario },
      ...own,
    ]),
    ...pipelineFor(ci, language.test.startsWith('python')),
  ];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function packageJson({ language }: Wishes, { name, templates, versions }: PlanParts): string {
  const withVersions = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries([...new Set(names)].sort().map((one) => [one, versions[one] ?? '*']));
  const needed = withVersions(templates.flatMap(({ dependencies }) => dependencies));
  const content = {
    name,
    private: true,
    type: 'module',
    scripts: { test: language.test, play: 'sh play.sh' },
    ...(Object.keys(needed).length > 0 && { dependencies: needed }),
    devDependencies: withVersions(['phoney', ...language.devDependencies]),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** One vendor after the other: what is tested is started, phoney plays to it, it is stopped. The first code that is not 0 is kept. */
function playScript(templates: readonly VendorTemplate[]): string {
  const plays = templates.map(
    ({ vendor, start, runFlags }) => `
${start} &
tested=$!
npx phoney run scenarios/${vendor}.yaml ${runFlags} --report-dir reports/${vendor} || keep $?
kill "$tested" 2>/dev/null || true
wait "$tested" || true
`,
  );
  return `#!/bin/sh
# Starts what is tested, plays the scenario to it as the vendor would, and stops it. reports/ says what came of it.
set -eu
code=0
tested=''
keep() { [ "$code" -ne 0 ] || code=$1; }
stop() { [ -z "$tested" ] || kill "$tested" 2>/dev/null || true; exit "$1"; }
trap 'stop 130' INT
trap 'stop 143' TERM
npx phoney certs --keep --key-type p256
${plays.join('').trim()}

exit "$code"
`;
}

function readme({ language }: Wishes, { name, templates }: PlanParts): string {
  const rows = templates.map(
    ({ vendor, start }) =>
      `- ${vendor}: \`${start}\` is what is tested, \`scenarios/${vendor}.yaml\` what phoney plays to it.`,
  );
  return `# ${name}

Tested with phoney, a phoney contact centre.

    npm install
    npm test         # ${language.test}
    npm run play     # a morning against what is tested, as the vendor would tell it; reports/ says what came of it

${rows.join('\n')}

Put your own code in place of the stubs. What a scenario may say: \`node_modules/phoney/docs/scenario.md\`.
`;
}
