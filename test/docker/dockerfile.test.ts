import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { validate } from 'dockerfile-utils';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { createProgram } from '../../src/cli/command-line.ts';
import { makeFolder, root } from '../acceptance/world.ts';

const dockerfile = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
const instructions = dockerfile
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .map((line) => line.split(/\s+(.*)/s))
  .map(([name = '', rest = '']) => ({ name, rest }));
const of = (wanted: string): string[] =>
  instructions.filter(({ name }) => name === wanted).map(({ rest }) => rest);

/** What ENV sets. */
const env = Object.fromEntries(
  of('ENV')
    .join(' ')
    .split(/\s+/)
    .map((pair) => pair.split('=') as [string, string]),
);

const folder = makeFolder();
afterAll(() => folder.remove());

test('the Dockerfile has nothing that its validator finds fault with', () => {
  expect(validate(dockerfile)).toEqual([]);
});

test('the image is of a named version, in stages, runs as nobody in particular, and says whether it is well', () => {
  const bases = of('FROM');
  expect(bases).toHaveLength(2);
  for (const base of bases) expect(base).toMatch(/^node:26\.\d+\.\d+-bookworm-slim( AS build)?$/);
  expect(of('USER')).toEqual(['node']);
  expect(of('HEALTHCHECK').join()).toContain('/app/docker/health.mjs');
});

test('what is copied is there, and .dockerignore lets it through', () => {
  const allowed = readFileSync(path.join(root, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  const copied = of('COPY')
    .filter((rest) => !rest.startsWith('--from') && rest !== '. .')
    .flatMap((rest) => rest.split(' ').slice(0, -1));
  for (const name of copied) {
    expect(existsSync(path.join(root, name)), name).toBe(true);
    expect(allowed).toContain(name);
  }
});

test('its variables are those of flags, and the command that it runs has them', () => {
  const serve = createProgram({}).commands.find((command) => command.name() === 'serve');
  const known = serve?.options.map(({ envVar }) => envVar);
  for (const name of Object.keys(env).filter((one) => one.startsWith('PHONEY_')))
    expect(known).toContain(name);
});

test('the compose file sets variables that there are, and no secret stands in it', () => {
  const { services } = parse(readFileSync(path.join(root, 'compose.yaml'), 'utf8')) as {
    services: { phoney: { environment: Record<string, string> } };
  };
  const known = createProgram({}).commands.flatMap(({ options }) => options.map(({ envVar }) => envVar));
  const { CONTROL_TOKEN: token, CERT_HOSTS: _, ...rest } = services.phoney.environment;
  expect(token).toMatch(/^\$\{CONTROL_TOKEN:\?/);
  for (const name of Object.keys(rest)) expect(known).toContain(name);
});

/** The image's entry point as its container would start it, with the image's variables but for ports that are free. */
function start(args: readonly string[], more: Record<string, string> = {}) {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const free = { PHONEY_PORT: '0', PHONEY_CONTROL_PORT: '0', ...more };
  const child = spawn(path.join(folder.path, 'app/docker/start.sh'), args, {
    cwd: folder.path,
    env: { PATH, NODE_COMPILE_CACHE, ...env, ...free },
  });
  onTestFinished(() => void child.kill());
  return child;
}

test('the entry point makes certificates once, serves over TLS beyond this machine, is well, and ends well with SIGTERM', async () => {
  mkdirSync(path.join(folder.path, 'app'));
  for (const part of ['docker', 'bin']) {
    symlinkSync(path.join(root, part), path.join(folder.path, 'app', part));
  }
  const child = start(['serve', 'enreach-everything', '--loop', '--json', '--quiet']);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { origin, control } = JSON.parse(line.toString()) as { origin: string; control: { url: string } };
  expect(origin).toMatch(/^https:\/\/localhost:/);
  expect(existsSync(path.join(folder.path, 'certs/server.pem'))).toBe(true);
  const health = (port: string): number | null =>
    spawnSync(process.execPath, [path.join(root, 'docker/health.mjs')], {
      env: { PHONEY_CONTROL_PORT: port },
    }).status;
  expect(health(new URL(control.url).port)).toBe(0);
  child.kill();
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(health(new URL(control.url).port)).toBe(1);
});

test('the control API is not opened to others without a token', async () => {
  const child = start(['serve', 'enreach-everything', '--quiet'], { PHONEY_CONTROL_HOST: '0.0.0.0' });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  expect(await once(child, 'close')).toEqual([3, null]);
  expect(said).toContain('anybody could steer the run');
});
