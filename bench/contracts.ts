// How long 100 interactions take, all told: from the start of the command to its end, each with a day of its own where it has a
// provider state; and how much memory the command takes, the engine's process aside.
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
/** What a message is of that says a status, by the name of its provider. */
const statuses = {
  'asapp-realtime-events': { event_type: 'agent_activity_status_updated' },
  'ringcentral-wfm': { event_type: 'LUNCH' },
  'enreach-rte': { data: { eventType: 'UserStatus' } },
};
/** Run before the command: the most memory that it took, in KiB, on the error output. */
const tellMemory = `data:text/javascript,process.on('exit',()=>process.stderr.write(String(process.resourceUsage().maxRSS)))`;

/** The first hundred interactions of the contracts that phoney has to satisfy, as one pact for each provider. */
function writeHundred(folder: string): void {
  let left = wanted;
  for (const { consumer, provider, interactions } of findPacts([contractsFolder]).pacts) {
    if (provider === 'customer-receiver') continue;
    const taken = interactions
      .slice(0, left)
      .map(({ document }) => (document['interactions'] as unknown[])[0]);
    left -= taken.length;
    writePact(path.join(folder, `${provider}.json`), consumer, provider, taken);
  }
}

/** Messages of one type with a provider state each, none of which is like another. */
function writeStates(file: string, provider: keyof typeof statuses, count: number): void {
  const interactions = Array.from({ length: count }, (_, i) => ({
    type: 'Asynchronous/Messages',
    description: `message ${i}`,
    providerStates: [
      { name: 'an agent chooses a status', params: { agent: 'vera', note: `note ${i}`, for: `${i + 60}s` } },
    ],
    contents: { content: statuses[provider], contentType: 'application/json', encoded: false },
  }));
  writePact(file, 'bench', provider, interactions);
}

function writePact(file: string, consumer: string, provider: string, interactions: readonly unknown[]): void {
  const metadata = { pactSpecification: { version: '4.0' } };
  writeFileSync(
    file,
    JSON.stringify({ consumer: { name: consumer }, provider: { name: provider }, interactions, metadata }),
  );
}

function verifyOnce(pacts: string): { seconds: number; mebibytes: number } {
  const beganMs = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', tellMemory, main, 'contracts', 'verify-simulator', '--pacts', pacts],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stdout + stderr);
  return { seconds: (performance.now() - beganMs) / 1000, mebibytes: Number(stderr) / 1024 };
}

function measure(name: string, pacts: string, limit: string): void {
  const runs = [verifyOnce(pacts), verifyOnce(pacts), verifyOnce(pacts)];
  const seconds = runs.map((run) => run.seconds.toFixed(2)).sort();
  const mebibytes = Math.max(...runs.map((run) => run.mebibytes));
  process.stdout.write(`${name}: ${seconds.join(', ')} s, ${mebibytes.toFixed(0)} MiB (wanted: ${limit})\n`);
}

const folder = mkdtempSync(path.join(tmpdir(), 'phoney-bench-'));
writeHundred(folder);
measure(`${wanted} interactions`, folder, 'under 4 s');
for (const provider of Object.keys(statuses) as (keyof typeof statuses)[]) {
  const file = path.join(folder, `states-of-${provider}.json`);
  writeStates(file, provider, wanted);
  measure(`${wanted} provider states of ${provider}`, file, 'under 4 s and 400 MB');
}
const many = path.join(folder, 'many.json');
writeStates(many, 'enreach-rte', 4 * wanted);
measure(`${4 * wanted} provider states of enreach-rte`, many, 'under 400 MB');
rmSync(folder, { recursive: true });
