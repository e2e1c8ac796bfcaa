import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { root } from '../acceptance/world.ts';

/** How the suite of an example ended, and what it said. */
export interface SuiteRun {
  readonly code: number | null;
  readonly said: string;
}

/** Runs the suite of an example in its folder, as its reader would: of this process's environment it has what a shell gives. */
export async function runSuite(
  example: string,
  [command = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<SuiteRun> {
  const { PATH, HOME } = process.env;
  const child = spawn(command, args, {
    cwd: path.join(root, 'examples', example),
    env: { PATH, HOME, NO_COLOR: '1', ...env },
  });
  let said = '';
  const hear = (data: Buffer): void => void (said += data.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}
