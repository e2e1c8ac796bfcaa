// How long 100 interactions take, all told: from the start of the command to its end, the day of the scenario included.
//   node bench/contracts.ts
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { findPacts } from '../src/contracts/pact/find-pacts.ts';
import { contractsFolder } from '../src/contracts/folder.ts';

const main = path.resolve(import.meta.dirname, '../src/cli/main.ts');
const wanted = 100;

/** The first hundred interactions of the contracts that phoney has to satisfy, as one pact for each provider. */
function writeHundred(folder: string): void {
  let left = wanted;
  for (const { consumer, provider, interactions } of findPacts([contractsFolder]).pacts) {
    if (provider === 'customer-receiver') continue;
    const taken = interactions
      .slice(0, left)
      .map(({ document }) => (document['interactions'] as unknown[])[0]);
    left -= taken.length;
    const pact = {
      consumer: { name: consumer },
      provider: { name: provider },
      interactions: taken,
      metadata: { pactSpecification: { version: '4.0' } },
    };
    writeFileSync(path.join(folder, `${provider}.json`), JSON.stringify(pact));
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'phoney-bench-'));
writeHundred(folder);
const secondsOf = (): number => {
  const beganMs = performance.now();
  const { status, stdout } = spawnSync(
    process.execPath,
    [main, 'contracts', 'verify-simulator', '--pacts', folder],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stdout);
  return (performance.now() - beganMs) / 1000;
};
const runs = [secondsOf(), secondsOf(), secondsOf()].sort((a, b) => a - b);
rmSync(folder, { recursive: true });
process.stdout.write(
  `${wanted} interactions: ${runs.map((run) => run.toFixed(2)).join(', ')} s (wanted: under 4 s)\n`,
);
