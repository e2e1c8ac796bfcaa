import type { Run } from '../../run/handle.ts';
import type { Output } from '../output.ts';

/** How the servers of a run are announced. */
export interface AnnounceFlags {
  readonly json?: boolean;
  readonly jsonLines?: boolean;
  readonly waitForClients?: number;
  /** Where the control API is; absent: there is none. */
  readonly controlUrl?: string | undefined;
  /** True: until it is ended, and not with the scenario. */
  readonly staysOpen?: boolean;
  /** True: people are told the address only, and not who and what there is. */
  readonly isBrief?: boolean;
}

/**
 * Says where everything is, then waits for the clients that are wanted. Nothing is said when there is neither a server nor a
 * control API.
 */
export async function announce(
  { servers }: Pick<Run, 'servers'>,
  { json, jsonLines, waitForClients: count, controlUrl, staysOpen, isBrief }: AnnounceFlags,
  output: Output,
): Promise<void> {
  if (servers === undefined && controlUrl === undefined) return;
  const { origin, lines = [], json: facts, waitForClients } = servers ?? {};
  const control = controlUrl === undefined ? {} : { control: { url: controlUrl } };
  if (json === true || jsonLines === true) {
    output.result(
      JSON.stringify({ type: 'ready', ...(origin !== undefined && { origin }), ...facts, ...control }),
    );
  } else if (origin !== undefined) {
    const ends = staysOpen === true ? 'Press Ctrl-C to end.' : 'It ends with the scenario.';
    const all = isBrief === true ? [] : lines;
    for (const line of [`Ready at ${origin}. ${ends}`, ...all.map((one) => `  ${one}`)]) output.note(line);
  }
  if (count === undefined || waitForClients === undefined) return;
  output.note(`Waiting for ${count} ${count === 1 ? 'client' : 'clients'}.`);
  await waitForClients(count);
}
