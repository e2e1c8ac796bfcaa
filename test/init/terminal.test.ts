import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeFolder, testedPhoney } from '../acceptance/world.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const [enter, space, down, ctrlC] = ['\r', ' ', '\u001B[B', '\u0003'];

/** `phoney init` at a terminal. Each of `answers` is typed once the question that it is for is seen. */
async function initAtTerminal(
  name: string,
  answers: readonly (readonly [question: string, keys: readonly string[]])[],
): Promise<number | null> {
  const { CI: _, ...env } = process.env;
  const commandLine = [process.execPath, testedPhoney, 'init', path.join(folder.path, name)]
    .map((arg) => `'${arg}'`)
    .join(' ');
  // A terminal of no width wraps every letter.
  const child = spawn('script', ['-qefc', `stty cols 100 rows 40; exec ${commandLine}`, '/dev/null'], {
    env: { ...env, TERM: 'xterm' },
  });
  const left = [...answers];
  let seen = '';
  child.stdout.on('data', (data: Buffer) => {
    seen += data.toString();
    const [question, keys] = left[0] ?? [];
    if (question === undefined || !seen.includes(question)) return;
    left.shift();
    seen = '';
    for (const key of keys ?? []) child.stdin.write(key);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  expect(left).toEqual([]);
  return code;
}

test.skipIf(process.platform !== 'linux')(
  'at a terminal it asks for vendor, language and build server, and writes what was chosen',
  async () => {
    const code = await initAtTerminal('chosen', [
      ['Whose events', [space, enter]],
      ['In which language', [down, enter]],
      ['which build server', [down, enter]],
    ]);
    expect(code).toBe(0);
    const files = readdirSync(path.join(folder.path, 'chosen'));
    expect(files).toEqual(expect.arrayContaining(['.gitlab-ci.yml', 'play.sh']));
    expect(readFileSync(path.join(folder.path, 'chosen/test/asapp.test.js'), 'utf8')).toContain(
      'startPhoney',
    );
  },
);

test.skipIf(process.platform !== 'linux')(
  'Ctrl-C at a question writes nothing, and the code says so',
  async () => {
    const code = await initAtTerminal('unwanted', [
      ['Whose events', [space, enter]],
      ['In which language', [ctrlC]],
    ]);
    expect(code).toBe(130);
    expect(existsSync(path.join(folder.path, 'unwanted'))).toBe(false);
  },
);
