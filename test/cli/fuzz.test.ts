import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

const script = path.join(import.meta.dirname, 'fuzz/fuzz-process.ts');
/** All 20,000: FUZZ_LINES=20000 npx vitest run test/cli/fuzz.test.ts */
const lines = Number(process.env['FUZZ_LINES'] ?? 400);
const processes = 2;

/** The lines that ended as none may, of those from `from` to before `to`. */
async function faultsIn(
  from: number,
  to: number,
): Promise<{ faults: string[]; codes: Record<string, number> }> {
  const child = spawn(process.execPath, [script, '11', String(from), String(to)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pieces: Buffer[] = [];
  for await (const piece of child.stdout as AsyncIterable<Buffer>) pieces.push(piece);
  const told = Buffer.concat(pieces).toString().trimEnd().split('\n');
  const { codes } = JSON.parse(told.pop() ?? '{}') as { codes: Record<string, number> };
  return { faults: told, codes };
}

test(
  'whatever is typed, and whatever the variables hold, ends with a code that is documented, with words and without a stack',
  async () => {
    const share = Math.ceil(lines / processes);
    const parts = await Promise.all(
      Array.from({ length: processes }, (_, i) => faultsIn(i * share, Math.min(lines, (i + 1) * share))),
    );
    expect(parts.flatMap(({ faults }) => faults)).toEqual([]);
    const ended = parts.flatMap(({ codes }) => Object.values(codes)).reduce((sum, count) => sum + count, 0);
    expect(ended).toBe(lines);
  },
  60_000 + lines * 100,
);
