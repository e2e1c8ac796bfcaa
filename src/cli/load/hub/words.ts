/** When clients come, and when they go and come back. Real ms. */
export interface CrowdPlan {
  /** How many clients there are in all processes. */
  readonly clients: number;
  /** They connect one after the other over so long; 0: all at once. */
  readonly connectOverMs: number;
  /** Each drops its connection this often and comes back. Absent: never. */
  readonly reconnectEveryMs?: number | undefined;
  /** All of them drop at once, and not one after the other. */
  readonly reconnectTogether: boolean;
}

/** One client: its place among all of them, and who signs in. */
export interface CrowdMember {
  readonly index: number;
  readonly user: string;
}

/** What a process of clients is told: to connect, that messages begin, and that it is over. */
export type CrowdOrder =
  | {
      readonly type: 'connect';
      readonly tokenUrl: string;
      readonly password: string;
      readonly members: readonly CrowdMember[];
      readonly plan: CrowdPlan;
    }
  | { readonly type: 'begin' }
  | { readonly type: 'end' };

/** What has happened to a process's clients since it last told, in order within each list: who came, what they heard, who went. */
export interface CrowdNews {
  readonly type: 'news';
  /** A connection's id, and how long it took from asking for a token until it had subscribed, in ms. */
  readonly connected: readonly (readonly [connectionId: string, tookMs: number])[];
  /** Why clients did not get in, or were cut off, and when, in ms of the machine's clock. */
  readonly failed: readonly (readonly [reason: string, atMs: number])[];
  /** A connection's id, the event's id, and when it was heard, in ms of the machine's clock. */
  readonly heard: readonly (readonly [connectionId: string, eventId: string, atMs: number])[];
  /** Connections that their clients gave up. */
  readonly left: readonly string[];
  /** Connections that the hub or the network ended, and when, in ms of the machine's clock. */
  readonly lost: readonly (readonly [connectionId: string, atMs: number])[];
  /** How much later than planned these news were told: so far behind the process is with all that it does. */
  readonly lateMs: number;
  /** The CPU that the process has used since its beginning, in ms, and how long that was. */
  readonly cpuMs: number;
  readonly upMs: number;
}

/** What a process of clients says. `over`: it has told everything, and ends. */
export type CrowdWord = CrowdNews | { readonly type: 'over' };

/**
 * Now, on the clock that all processes of this machine have in common. It goes on evenly, whatever happens to the time of day.
 */
export function machineMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
