import type { HubDraft, HubSubscription } from './dialect.ts';

/** Something that a client of a vendor's hub did, or that happened to it. */
export type Sighting = {
  /** Real ms since the hub was opened. */
  readonly atMs: number;
} & (
  | { readonly what: 'asked for a token'; readonly status: number; readonly token: string | null }
  /** At a request to the hub. */
  | { readonly what: 'showed a token'; readonly token: string; readonly isGood: boolean }
  | {
      readonly what: 'connected';
      readonly client: string;
      readonly user: string;
      readonly protocol: string;
      readonly transport: string;
    }
  | {
      readonly what: 'called';
      readonly client: string;
      readonly method: string;
      readonly given: readonly unknown[];
      /** What was answered; an error where the call failed. */
      readonly answered: unknown;
      /** How much it is subscribed to afterwards. */
      readonly subscriptions: number;
    }
  | { readonly what: 'pinged'; readonly client: string }
  | { readonly what: 'left'; readonly client: string }
  /** The fault that was asked for did something, to a client or a request. */
  | { readonly what: 'was troubled'; readonly fault: string }
  /** Whoever checks started it anew. */
  | { readonly what: 'was started' }
);

/** How long is waited for what. */
export interface ClientBenchSettings {
  /** For a client to connect, and to come back. */
  readonly waitMs: number;
  /** For a client to have done what it does at once, such as to subscribe, or to fall over a message. */
  readonly settleMs: number;
  /** A client pings at least this often. */
  readonly pingWithinMs: number;
}

/** A client that is connected. */
export interface BenchClient {
  readonly id: string;
  readonly transport: string;
  /** What it has subscribed to. */
  readonly subscriptions: readonly HubSubscription[];
}

/** A fault as a scenario has it, such as `{ fault: 'restart', back_after: '2s' }`. */
export type BenchFault = { readonly fault: string } & Readonly<Record<string, unknown>>;

/** A hub of the vendor's for somebody's client, and everything that can be done to see how that behaves. */
export interface ClientBench {
  readonly settings: ClientBenchSettings;
  /** Aborts when the check is to end. */
  readonly stop: AbortSignal;
  /** Everything so far, in order. */
  readonly sightings: readonly Sighting[];
  /** What `find` finds, asked again at each sighting; `undefined` when it finds nothing in time. */
  until<Found>(find: () => Found | undefined, withinMs: number): Promise<Found | undefined>;
  /** The client once it has connected and subscribed. When there is none it is started, or waited for; a sentence says why there is none. */
  client(): Promise<BenchClient | string>;
  /** Begins faults, in this order; what is returned ends those that still go on. */
  trouble(faults: readonly BenchFault[]): Promise<() => Promise<void>>;
  /** The centre's day goes on for so many simulated ms, as fast as it goes. Answers whether there is more of it. */
  play(simulatedMs: number): Promise<boolean>;
  /** The messages of the centre's that were delivered to a client, the oldest first. */
  heardBy(client: string): readonly HubDraft[];
  /** Sends a message of one's own making. */
  push(draft: HubDraft): void;
}
