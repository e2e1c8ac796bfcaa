import type { Run } from '../../run/handle.ts';
import type { Output } from '../output.ts';

/** How the servers of a run are announced. */
export interface AnnounceFlags {
  readonly json?: boolean;
  readonly waitForClients?: number;
  /** True: until it is ended, and not with the scenario. */
  readonly staysOpen?: boolean;
}

/** Says where everything is, then waits for the clients that are wanted. Nothing is said when there is no server. */
export async function announce(
  { servers }: Run,
  { json, waitForClients: count, staysOpen }: AnnounceFlags,
  output: Output,
): Promise<void> {
  if (servers === undefined) return;
  const { origin, lines, json: facts, waitForClients } = servers;
  if (json === true) output.result(JSON.stringify({ type: 'ready', origin, ...facts }));
  else
    for (const line of [
      `Ready at ${origin}. ${staysOpen === true ? 'Press Ctrl-C to end.' : 'It ends with the scenario.'}`,
      ...lines.map((one) => `  ${one}`),
    ])
      output.note(line);
  if (count === undefined) return;
  output.note(`Waiting for ${count} ${count === 1 ? 'client' : 'clients'}.`);
  await waitForClients(count);
}
