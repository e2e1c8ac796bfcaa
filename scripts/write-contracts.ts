// Writes every file of contracts/ anew. A test fails when one of them is not what this would write.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { playedDay } from '../src/contracts/vendors/played-day.ts';
import { writeContract } from '../src/contracts/vendors/contract.ts';
import { ownContracts } from '../src/contracts/vendors/index.ts';

const folder = path.resolve(import.meta.dirname, '../contracts');

for (const contract of ownContracts) {
  const file = path.join(folder, contract.file);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, writeContract(contract, playedDay));
  process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
}
