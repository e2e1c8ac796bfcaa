import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { root } from '../acceptance/world.ts';

/** Runs a command line at a terminal of its own, which has no build about it; both streams of it are `text`. */
function atTerminal(commandLine: string) {
  const { CI: _ci, ...env } = process.env;
  // Without exec some shells stay between the terminal and the command, and Ctrl-C ends them first.
  const child = spawn('script', ['-qefc', `exec ${commandLine}`, '/dev/null'], { cwd: root, env });
  let text = '';
  const waiting = new Set<() => void>();
  child.stdout.on('data', (data: Buffer) => {
    text += data.toString();
    for (const look of waiting) look();
  });
  onTestFinished(() => void child.kill());
  return {
    type: (keys: string) => void child.stdin.write(keys),
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, text })),
    /** Resolves with the first group of what matches. */
    async see(pattern: RegExp): Promise<string> {
      const found = Promise.withResolvers<string>();
      const look = (): void => {
        const [, group] = pattern.exec(text) ?? [];
        if (group !== undefined) found.resolve(group);
      };
      waiting.add(look);
      look();
      return found.promise;
    },
  };
}

// Its day takes a quarter of a minute, at a terminal and in a pipe alike.
describe.skipIf(process.platform !== 'linux')('the demo at a terminal', () => {
  test('goes on in a browser once its day is over, and ends well with Ctrl-C', async () => {
    const demo = atTerminal(`${process.execPath} ${path.join(root, 'src/cli/main.ts')} demo`);
    const url = await demo.see(/Console at (http:\S+)\/console: open it in a browser/);
    const { status } = await fetch(`${url}/console`);
    expect(status).toBe(200);
    const { run, verdict } = (await (await fetch(`${url}/v1/live`)).json()) as {
      run: { state: string; pace: unknown };
      verdict: unknown;
    };
    expect([run.state, run.pace, verdict]).toEqual(['running', { kind: 'speed', speed: 60 }, null]);
    demo.type('\u0003');
    const { code, text } = await demo.ended;
    expect(code, text).toBe(0);
    expect(text).toContain('to be watched and changed in a browser');
  });
});
