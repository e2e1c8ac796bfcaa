import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../acceptance/world.ts';
import { runSuite } from './run-suite.ts';

const python = ['python3', 'python'].find((name) => {
  const asked = ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))'];
  return spawnSync(name, asked).status === 0;
});

test.skipIf(python === undefined)(
  `a receiver in Python holds itself to its own suite on the control API${python === undefined ? ' (there is no Python 3.9 or newer here)' : ''}`,
  async () => {
    const PHONEY = `"${process.execPath}" "${path.join(root, 'src/cli/main.ts')}"`;
    const { code, said } = await runSuite('python-receiver', [python ?? '', '-B', '-m', 'unittest'], {
      PHONEY,
    });
    expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
    expect(said).toMatch(/Ran \d\d tests/);
  },
  300_000,
);
