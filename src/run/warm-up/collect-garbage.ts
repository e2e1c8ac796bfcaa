import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collects all garbage now, which takes some 50 ms: no later message then waits for what starting has left behind. */
export function collectGarbage(): void {
  // Node has no other way to ask for it, but a flag at its start.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}
