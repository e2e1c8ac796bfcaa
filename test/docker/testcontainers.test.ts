import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { StartedTestContainer } from 'testcontainers';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import {
  ControlError,
  PhoneyContainer,
  StartedPhoneyContainer,
} from '../../src/library/testcontainers/phoney-container.ts';
import { makeFolder, testedPhoney } from '../acceptance/world.ts';

// What can be known without an engine: what would be asked of it, and what is done once a container runs.

/** What Testcontainers would ask of the engine. */
class Shown extends PhoneyContainer {
  get shown() {
    const { Cmd, ExposedPorts } = this.createOpts;
    return {
      image: this.imageName.string,
      command: Cmd,
      ports: Object.keys(ExposedPorts ?? {}),
      env: this.environment,
      files: this.filesToCopy,
      contents: this.contentsToCopy,
      wait: this.waitStrategy,
    };
  }
}

const dockerfile = readFileSync(path.join(import.meta.dirname, '../../Dockerfile'), 'utf8');

test('a container serves whatever it will be sent, with both ports open and a token of its own', () => {
  const [one, other] = [new Shown().shown, new Shown('registry.example/phoney:1').shown];
  expect(one).toMatchObject({ image: 'phoney:latest', command: ['serve'] });
  expect(one.ports).toEqual(
    /^EXPOSE (.*)$/m
      .exec(dockerfile)?.[1]
      ?.split(' ')
      .map((port) => `${port}/tcp`),
  );
  expect(one.env).toMatchObject({
    PHONEY_CONTROL_HOST: '0.0.0.0',
    PHONEY_CONTROL_TOKEN_ENV: 'CONTROL_TOKEN',
  });
  expect(one.env['CONTROL_TOKEN']?.length).toBeGreaterThan(16);
  expect(other.env['CONTROL_TOKEN']).not.toBe(one.env['CONTROL_TOKEN']);
  expect(other.image).toBe('registry.example/phoney:1');
});

test('it waits for the health of the control API', () => {
  expect(new Shown().shown.wait).toMatchObject({ path: '/health', port: 8090 });
});

test('a scenario is a file, one of phoney’s by its name, or an object; flags go with it', () => {
  const file = new Shown().withFlags('--paused').withScenario('days/day.yaml').shown;
  expect(file.command).toEqual(['serve', '/work/scenario.yaml', '--paused']);
  expect(file.files).toEqual([{ source: 'days/day.yaml', target: '/work/scenario.yaml', mode: 0o644 }]);
  for (const name of ['first-day', 'bad-days/slow-receiver']) {
    expect(new Shown().withScenario(name).shown).toMatchObject({ command: ['serve', name], files: [] });
  }
  const scenario = { duration: '1h', centre: { queues: [{ name: 'Sales' }] } };
  const content = JSON.stringify(scenario);
  expect(new Shown().withScenario(scenario).shown.contents).toEqual([
    { content, target: '/work/scenario.yaml' },
  ]);
});

const folder = makeFolder();
afterAll(() => folder.remove());

test('once it runs: its addresses, commands of its control API, and what that refuses', async () => {
  const { env } = new Shown().shown;
  const flags = ['--plain', '--port=0', '--control-port=0', '--paused', '--json', '--quiet'];
  const child = spawn(process.execPath, [testedPhoney, 'serve', 'enreach-everything', ...flags], {
    cwd: folder.path,
    env: { PATH: process.env['PATH'], ...env },
  });
  onTestFinished(() => void child.kill());
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const ready = JSON.parse(line.toString()) as { origin: string; control: { url: string } };
  const ports = new Map([
    [8444, new URL(ready.origin).port],
    [8090, new URL(ready.control.url).port],
  ]);
  // What an engine would tell: where the ports are, and what a command in the container prints.
  const engine = {
    getHost: () => 'localhost',
    getMappedPort: (port: number) => Number(ports.get(port)),
    exec: ([, file]: string[]) =>
      Promise.resolve({ exitCode: 0, stdout: `<${file}>`, stderr: '', output: '' }),
  } as unknown as StartedTestContainer;
  const container = new StartedPhoneyContainer(engine, env['CONTROL_TOKEN'] ?? '');
  expect(container.url).toBe(`https://localhost:${ports.get(8444)}`);
  expect((await fetch(`${container.controlUrl}/health`)).status).toBe(200);
  const client = container.client();
  const answer = await client.post('/v1/commands', {
    do: 'agent.set-status',
    agent: 'alice',
    status: 'lunch',
  });
  expect(answer).toMatchObject({ results: [{ outcome: 'done' }] });
  expect(await client.get('/v1/deliveries', { limit: 5 })).toMatchObject({ deliveries: [] });
  const refusal = client.post('/v1/commands', { do: 'agent.set-status', agent: 'nobody', status: 'lunch' });
  await expect(refusal).rejects.toThrow(ControlError);
  const stranger = new StartedPhoneyContainer(engine, 'not the token of it');
  await expect(stranger.client().get('/v1/run')).rejects.toMatchObject({ status: 401 });
  expect(await container.certificates()).toEqual({
    ca: '</work/certs/ca.pem>',
    client: { cert: '</work/certs/client.pem>', key: '</work/certs/client-key.pem>' },
  });
  child.kill();
  expect(await once(child, 'close')).toEqual([0, null]);
});
