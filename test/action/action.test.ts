import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { pipelineFor } from '../../src/cli/init/ci.ts';
import { makeFolder, root } from '../acceptance/world.ts';
import { linkPhoney } from '../init/linked-phoney.ts';

const text = readFileSync(path.join(root, 'action.yml'), 'utf8');
const action = parse(text) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: {
    readonly steps: readonly { id?: string; run?: string; env?: Readonly<Record<string, string>> }[];
  };
};
const step = action.runs.steps.find(({ id }) => id === 'phoney');
const page = readFileSync(path.join(root, 'docs/ci.md'), 'utf8');
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, kind = '', block = '']) => ({
  kind,
  block,
}));
const isWorkflow = ({ block }: { block: string }): boolean => block.includes('\njobs:');

const folder = makeFolder();
afterAll(() => folder.remove());

test('the action holds the schema of actions', () => {
  expect(validateAction(text)).toEqual({ actionType: 'action', errors: [] });
});

test('the workflows of docs/ci.md hold the schema of workflows, and give the action inputs that it has', () => {
  const workflows = blocks.filter(isWorkflow);
  expect(workflows).toHaveLength(2);
  for (const { block } of workflows) {
    expect(validateWorkflow(block)).toEqual({ actionType: 'workflow', errors: [] });
    const { jobs } = parse(block) as {
      jobs: Record<string, { steps: { uses?: string; with?: Record<string, unknown> }[] }>;
    };
    const used = Object.values(jobs)
      .flatMap(({ steps }) => steps)
      .filter(({ uses = '' }) => uses.startsWith('phoney-centre/'));
    for (const { with: given = {} } of used) {
      for (const name of Object.keys(given)) expect(Object.keys(action.inputs)).toContain(name);
    }
  }
});

test('docs/ci.md shows the pipelines that phoney init writes', () => {
  const written = (['github', 'gitlab', 'jenkins'] as const).flatMap((ci) => pipelineFor(ci, false));
  for (const { text: pipeline } of written) expect(blocks.map(({ block }) => block)).toContain(pipeline);
  expect(pipelineFor('github', true).map((file) => validateWorkflow(file.text).errors)).toEqual([[]]);
});

test('no input is put into the script: what somebody writes there cannot become a command', () => {
  expect(step?.run).not.toContain('${{');
});

/** The action's own step, with these inputs, as the runner starts it. */
function play(inputs: Readonly<Record<string, string>>) {
  const output = path.join(folder.path, 'output');
  writeFileSync(output, '');
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const given = Object.entries(step?.env ?? {}).map(([name, value]) => {
    const [, input = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value) ?? [];
    return [name, inputs[input] ?? action.inputs[input]?.default ?? ''] as const;
  });
  const { status, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''],
    {
      cwd: folder.path,
      encoding: 'utf8',
      timeout: 50_000,
      env: { PATH, HOME, NODE_COMPILE_CACHE, GITHUB_OUTPUT: output, ...Object.fromEntries(given) },
    },
  );
  return { status, stderr, outputs: readFileSync(output, 'utf8') };
}

test('its step starts the receiver, plays to it, writes the reports and says where, and how it ended', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  mkdirSync(folder.path, { recursive: true });
  linkPhoney(folder.path, []);
  const scenario = `
    { start: 2026-03-02T08:00, duration: 10m, speed: 3600,
      centre: { queues: [{ name: Sales }], agents: [{ name: alice, queues: [Sales] }] },
      targets: { asapp: { raw: { url: 'http://127.0.0.1:${port}/' } } } }`;
  writeFileSync(path.join(folder.path, 'one day.yaml'), scenario);
  const { status, stderr, outputs } = play({
    start: `npx --no-install phoney listen --plain --port ${port} --quiet`,
    run: `run 'one day.yaml' --wait-for-receiver 20s --quiet`,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  // The receiver has been stopped, too.
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
  expect(outputs).toBe(
    'exit-code=0\nreport=./phoney-reports/report.html\njunit=./phoney-reports/junit.xml\n',
  );
  expect(existsSync(path.join(folder.path, 'phoney-reports/junit.xml'))).toBe(true);
});

test('a command line that cannot be read, and phoney that is not there, are told before anything is done', () => {
  const unclosed = play({ run: `run day.yaml --report-dir 'x` });
  expect(unclosed).toMatchObject({ status: 2, outputs: 'exit-code=2\n' });
  const modules = path.join(folder.path, 'node_modules');
  renameSync(modules, `${modules}-gone`);
  expect(play({ run: 'run day.yaml' })).toMatchObject({ status: 3, outputs: 'exit-code=3\n' });
  renameSync(`${modules}-gone`, modules);
});

test('its step ends with the code of phoney, and tells it', () => {
  const { status, outputs } = play({ run: 'validate $(touch made) nowhere.yaml' });
  expect({ status, outputs: outputs.split('\n')[0] }).toEqual({ status: 2, outputs: 'exit-code=2' });
  expect(existsSync(path.join(folder.path, 'made'))).toBe(false);
});
