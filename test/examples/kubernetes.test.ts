import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { createProgram } from '../../src/cli/command-line.ts';
import { version } from '../../src/cli/version.ts';
import { root } from '../acceptance/world.ts';

interface Container {
  readonly image: string;
  readonly command: readonly string[];
  readonly args?: readonly string[];
  readonly env: readonly { readonly name: string }[];
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: { readonly template?: { readonly spec: { readonly containers: readonly Container[] } } };
}

const folder = path.join(root, 'examples/kubernetes');
const files = readdirSync(folder);

function manifestsOf(file: string): Manifest[] {
  const documents = parseAllDocuments(readFileSync(path.join(folder, file), 'utf8'));
  return documents.map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as Manifest;
  });
}

test('the manifests are a Redis, workers as a Deployment and the coordinator as a Job', () => {
  const kinds = Object.fromEntries(files.map((file) => [file, manifestsOf(file).map(({ kind }) => kind)]));
  expect(kinds).toEqual({
    'load.yaml': ['Job'],
    'redis.yaml': ['Deployment', 'Service'],
    'workers.yaml': ['Deployment'],
  });
});

const containers = files.flatMap((file) =>
  manifestsOf(file).flatMap(({ spec }) => spec.template?.spec.containers ?? []),
);

test.each(containers.filter(({ command }) => command[0] === 'npx'))(
  'what $command starts is this version, with flags and variables that it has, and no password among them',
  ({ command, args = [], env }) => {
    const [, , what, name] = command;
    expect(what).toBe(`phoney@${version}`);
    const options = createProgram({}).commands.find((one) => one.name() === name)?.options ?? [];
    for (const arg of args) {
      const [flag = ''] = arg.split('=');
      expect(options.map(({ long }) => long)).toContain(flag);
    }
    const known = [...options.map(({ envVar }) => envVar), 'PHONEY_REDIS_PASSWORD'];
    for (const variable of env) expect(known).toContain(variable.name);
    expect(args.join(' ')).not.toMatch(/passw/i);
  },
);
