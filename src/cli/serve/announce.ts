import type { OpenServers } from '../../run/options.ts';
import type { Output } from '../output.ts';

/** How the servers of a run are announced. */
export interface AnnounceFlags {
  readonly json?: boolean;
  readonly waitForClients?: number;
}

/** Says where everything is, then waits for the clients that are wanted. */
export async function announce(
  { origin, subscriptions, rte, waitForClients }: OpenServers,
  { json, waitForClients: count }: AnnounceFlags,
  output: Output,
): Promise<void> {
  const token = rte === undefined ? undefined : `${origin}/token/me/rte/`;
  if (json === true) {
    const who = rte && { users: rte.users, queues: rte.queues, callLists: rte.callLists };
    output.result(JSON.stringify({ type: 'ready', origin, subscriptions, rte: rte?.url, token, ...who }));
  } else {
    output.note(`Ready at ${origin}. Press Ctrl-C to end.`);
    if (subscriptions !== undefined) output.note(`  subscriptions  ${subscriptions}`);
    if (rte !== undefined && token !== undefined) {
      output.note(`  hub    ${rte.url}`);
      output.note(`  token  ${token}`);
      for (const { name, id } of rte.users) output.note(`  user   ${id}  ${name}`);
      for (const { name, id } of rte.queues) output.note(`  queue  ${id}  ${name}`);
    }
  }
  if (count === undefined) return;
  output.note(`Waiting for ${count} ${count === 1 ? 'client' : 'clients'}.`);
  await waitForClients(count);
}
