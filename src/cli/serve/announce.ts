import type { OpenServers } from '../../run/options.ts';
import type { Output } from '../output.ts';

/** How the servers of a run are announced. */
export interface AnnounceFlags {
  readonly json?: boolean;
  readonly waitForClients?: number;
}

/** Says where everything is, then waits for the clients that are wanted. */
export async function announce(
  { origin, lines, json: facts, waitForClients }: OpenServers,
  { json, waitForClients: count }: AnnounceFlags,
  output: Output,
): Promise<void> {
  if (json === true) {
    output.result(JSON.stringify({ type: 'ready', origin, ...facts }));
  } else {
    output.note(`Ready at ${origin}. Press Ctrl-C to end.`);
    for (const line of lines) output.note(`  ${line}`);
  }
  if (count === undefined) return;
  output.note(`Waiting for ${count} ${count === 1 ? 'client' : 'clients'}.`);
  await waitForClients(count);
}
