import { knownVersions } from '../../init/versions.ts';
import { httpDialect, httpTest } from './http.ts';
import { webSocketDialect, webSocketTest } from './web-socket.ts';

/** What is written for whom. */
export interface TemplateParts {
  readonly name: string;
  readonly over: 'http' | 'websocket';
  /** What stands for phoney in the dependencies. */
  readonly phoney: string;
}

/** The files of a new dialect, by their paths in its folder. */
export function filesOf({ name, over, phoney }: TemplateParts): Readonly<Record<string, string>> {
  const isHttp = over === 'http';
  return {
    'index.ts': isHttp ? httpDialect(name) : webSocketDialect(name),
    'day.yaml': scenario(isHttp),
    'test/dialect.test.ts': isHttp ? httpTest(name) : webSocketTest(name),
    'package.json': manifest(name, phoney),
    'tsconfig.json': tsconfig,
    'README.md': readme(name, isHttp),
  };
}

function scenario(isHttp: boolean): string {
  return `# yaml-language-server: $schema=./node_modules/phoney/schema/scenario.schema.json
seed: 1
start: 2026-03-02T08:00
duration: 2h
speed: 600
centre:
  queues: [{ name: Billing }]
  agents:
    - { name: alice, queues: [Billing] }
    - { name: agent, count: 3, queues: [Billing] }
traffic:
  - { profile: voice, queue: Billing, per_hour: 30 }
targets:
  ./index.ts: ${isHttp ? "{ url: 'http://127.0.0.1:9000/events' }" : '{}'}
expect:
  - { id: nothing lost, metric: ${isHttp ? 'dropped' : 'cut_off'}, max: 0 }
`;
}

function manifest(name: string, phoney: string): string {
  const { '@types/node': types, typescript } = knownVersions();
  const content = {
    name: `phoney-dialect-${name}`,
    version: '0.1.0',
    type: 'module',
    exports: './dist/index.js',
    files: ['dist'],
    scripts: {
      start: 'phoney serve day.yaml --console',
      test: 'node --test "test/*.test.ts"',
      types: 'tsc --noEmit',
      build: 'tsc',
      prepack: 'npm run build',
    },
    peerDependencies: { phoney: '*' },
    devDependencies: { '@types/node': types, phoney, typescript },
    engines: { node: '>=22.19' },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const tsconfig = `{
  "compilerOptions": {
    "target": "es2024",
    "module": "nodenext",
    "types": ["node"],
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "exactOptionalPropertyTypes": true,
    "verbatimModuleSyntax": true,
    "erasableSyntaxOnly": true,
    "rewriteRelativeImportExtensions": true,
    "skipLibCheck": true,
    "declaration": true,
    "rootDir": ".",
    "outDir": "dist"
  },
  "include": ["*.ts"]
}
`;

function readme(name: string, isHttp: boolean): string {
  return `# ${name}, as phoney tells it

\`index.ts\` is the dialect, \`day.yaml\` a day that is told by it, \`test/\` a ${isHttp ? 'receiver' : 'client'} that is told.

    npm install
    npm test
    npx phoney validate day.yaml
    npx phoney run day.yaml --dry-run
${
  isHttp
    ? `    npx phoney listen --as ./index.ts --plain --port 9000    # in another terminal
    npx phoney run day.yaml`
    : `    npx phoney serve day.yaml`
}

Node reads \`index.ts\` as it is: types that can be left out, and no \`enum\` or \`namespace\`. For others, \`npm run build\` and publish it as
\`phoney-dialect-${name}\`: a scenario then names the package in place of the file.
`;
}
