import type { Clock } from '../lib/clock.ts';

/** How long clients have, after the close message, before they are cut off. */
const closeGraceMs = 2000;

/** A hub or a WebSocket. */
export interface Closable {
  readonly connections: Iterable<{ close(): void }>;
  whenEmpty(): Promise<void>;
  shutDown(): void;
}

/** Ends the connections of all clients: with a close message, and by cutting off whoever has not left after it. */
export async function closeClients(hubs: readonly Closable[], clock: Clock): Promise<void> {
  for (const hub of hubs) for (const connection of hub.connections) connection.close();
  const empty = new AbortController();
  const allGone = Promise.all(hubs.map((hub) => hub.whenEmpty())).then(() => empty.abort());
  await clock.sleep(closeGraceMs, empty.signal);
  for (const hub of hubs) hub.shutDown();
  await allGone;
}
