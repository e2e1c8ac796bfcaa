import { rmSync } from 'node:fs';
import { pactFolder } from './pact-folder.ts';

/** Pact only ever adds to a file: an interaction that was renamed or deleted would stay for ever. */
export function setup(): void {
  rmSync(pactFolder, { recursive: true, force: true });
}
