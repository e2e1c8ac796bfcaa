import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { secret } from './world.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** `examples/test-hub.ts` as a process of its own. */
export interface TestHubProcess {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** Ends it with a signal and resolves when it is gone. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
}

export async function startTestHubProcess(port = 0): Promise<TestHubProcess> {
  const child = spawn(process.execPath, ['examples/test-hub.ts', '--port', String(port)], {
    cwd: root,
    env: { ...process.env, TEST_HUB_SECRET: secret, TEST_HUB_ORIGIN: 'http://allowed.example' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const first = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', (code) => reject(new Error(`The test hub ended with ${code} before it was ready.`)));
  });
  const { url } = JSON.parse(first) as { url: string };
  return {
    url,
    port: Number(new URL(url).port),
    child,
    end: async (signal) => {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await exited;
    },
  };
}
