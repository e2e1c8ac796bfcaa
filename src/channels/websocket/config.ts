/** What a WebSocket allows its clients, and how it looks after them. */
export interface SocketSettings {
  /** How often a client is sent a ping, ms; 0: never. */
  readonly pingEveryMs: number;
  readonly maxMessageBytes: number;
  readonly maxBufferedBytes: number;
  readonly maxClients: number;
}

/** What counts where nothing else is said. */
export const usualSocketSettings: SocketSettings = {
  pingEveryMs: 30_000,
  maxMessageBytes: 65_536,
  maxBufferedBytes: 1_048_576,
  maxClients: 10_000,
};

/** How long a client has for its close frame, once it was sent ours. */
export const closeGraceMs = 2000;
