import type { CentreView } from '../centre/model/view.ts';
import type { Message, OpenLane, Unnumbered } from '../channels/message.ts';
import type { Announcement, Dialect } from '../dialects/dialect.ts';
import type { Problem } from '../lib/errors.ts';
import type { PacePlan } from '../lib/pace.ts';
import type { FeedBuckets } from '../record/feed-fold.ts';
import type { DeliveryLog } from '../record/deliveries.ts';
import type { RecordSink } from '../record/record.ts';
import type { RecordRing } from '../record/ring.ts';
import type { RunResult } from '../record/run-result.ts';
import type { WatchSnapshot } from '../record/expect/watches.ts';
import type { Summary, SummarySnapshot } from '../record/summary.ts';
import type { Scenario } from '../scenario/index.ts';
import type { ConnectedClient } from '../server/host.ts';
import type { CommandResult, RunCommandInput } from './command.ts';

/**
 * Where a run stands. `waiting`: for what its beginning waits for, or, with nothing in store, for a command. `draining`:
 * nothing more is rendered, and what is on its way still ends.
 */
export type RunState = 'waiting' | 'running' | 'paused' | 'draining' | 'over';

/** How a command is given. */
export interface CommandOptions {
  /** Simulated epoch ms at which it takes effect. Default: now. */
  readonly atMs?: number;
  /** Who asks, for the record. Default: `library`. */
  readonly source?: 'library' | 'api';
  /** Told the command's id once it is understood, before anything came of it. */
  readonly onAccepted?: (id: string) => void;
}

/** A command as somebody gave it, to be checked. */
export interface GivenCommand {
  /** Whatever it may be. */
  readonly command: unknown;
  /** Simulated epoch ms; absent: now. */
  readonly atMs?: number | undefined;
}

/** A run that can be held: watched, steered, asked and ended. Everything else that plays a scenario holds one. */
export interface Run {
  readonly scenario: Scenario;
  readonly state: RunState;
  /** True from when the first step may happen: what the run's beginning waits for is there. */
  readonly hasBegun: boolean;
  /** What is open for others to connect to; `undefined` when nothing is. */
  readonly servers: Servers | undefined;
  readonly clock: RunClock;
  /** The centre as it is now, to be read only. */
  readonly centre: CentreView;
  readonly dialects: readonly Dialect[];
  /**
   * Asks something of the centre, the pace or the run; in the record, too. Resolves with what came of it once its time has come:
   * a command that cannot be carried out changes nothing and is refused. Throws an `InputError` when it cannot be understood.
   */
  command(command: RunCommandInput, options?: CommandOptions): Promise<CommandResult>;
  /**
   * Everything that is wrong with commands that are to be given in this order, with paths that begin with their index, as in
   * `[1].agent`; nothing when all of them can be understood.
   */
  check(commands: readonly GivenCommand[]): readonly Problem[];
  /** Simulated time stands still after what is due now. Commands still take effect, at the instant at which it stands. */
  pause(): void;
  resume(): void;
  setPace(plan: PacePlan): void;
  /**
   * Plays so much simulated time as fast as it goes, then goes on as before. Where the run stands still again, it resolves when
   * every message has ended; where it goes on at its pace, when simulated time is there; in any case when the run is stopped.
   * Several advance one after the other.
   */
  advance(byMs: number): Promise<void>;
  /**
   * Opens the connections that the rate will need, where the pace is one, and whatever else the first messages would have to wait
   * for. The run does so by itself before it begins; whoever waits for an instant at which it is to begin calls it before. Never rejects.
   */
  warmUp(): Promise<void>;
  /**
   * Tells `sink` every record from now on, until the function that it returns is called; with `backlog`, first those that are
   * kept, at once.
   */
  follow(sink: RecordSink, options?: { readonly backlog?: boolean }): () => void;
  /** The last records and messages, when the run was started with `keep`. */
  readonly kept: Kept | undefined;
  /** Sends a message of one's own making, numbered and in the books. */
  send(draft: Unnumbered): Message;
  /** Sends a message again: the same bytes with the same id, numbered and in the books as a copy. */
  sendAgain(message: Message): Message;
  /** The names of the faults that go on or are to begin. */
  readonly faultNames: readonly string[];
  /** The numbers as they stand now. */
  summary(): Summary;
  /** Everything that the numbers and the verdict are read from, to be put together with that of other shares. */
  snapshot(): RunSnapshot;
  /** The durations as they stand now, by `vendor.feed` and by these bounds in ms, the smallest first. */
  buckets(boundsMs: readonly number[]): ReadonlyMap<string, FeedBuckets>;
  /** What each feed with receivers has open now. */
  lanes(): readonly OpenLane[];
  /** The run ends with its day, at its own pace, where it was started to stay open; at once when the day is over. */
  finish(): void;
  /** Renders nothing more; what is on its way still ends, within the grace period. */
  stop(): void;
  /** Aborts when the run is stopped, by whomever. */
  readonly stopSignal: AbortSignal;
  /** Ends the draining, too. */
  cutOff(): void;
  /** How the run ended; rejects with what broke it. */
  readonly result: Promise<RunResult>;
}

/** A run's simulated time. */
export interface RunClock {
  /** Simulated epoch ms, now. */
  readonly simulatedMs: number;
  /** Minutes east of UTC at the centre, now. */
  readonly utcOffsetMinutes: number;
  readonly startMs: number;
  /** Simulated epoch ms; `Infinity` when only real time, or nobody, ends the run. */
  readonly endMs: number;
  /** When something is to happen next, simulated epoch ms; `Infinity` when nothing is in store. */
  readonly nextMs: number;
  readonly pace: PacePlan;
}

/** What a run has counted until now, as plain JSON. */
export interface RunSnapshot {
  readonly summary: SummarySnapshot;
  /** In the order of the run's expectations. */
  readonly watches: readonly WatchSnapshot[];
}

/** What a run keeps of the past. */
export interface Kept {
  readonly records: RecordRing;
  readonly deliveries: DeliveryLog;
}

/** The server of a run, and what is on it. */
export interface Servers extends Announcement {
  /** Such as `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** Resolves when that many clients have subscribed, or when the run is stopped. */
  readonly waitForClients: (count: number) => Promise<void>;
  /** The clients that are connected to the vendor's hub, the oldest first; none when it has no hub. */
  readonly clients: (vendor: string) => readonly ConnectedClient[];
  /** Tells `listener` whenever a client of the vendor's hub connects, leaves or has called a method, until what is returned is called. */
  readonly watchClients: (vendor: string, listener: () => void) => () => void;
  /** Ends the connection of one of them with a close message; false when there is no such client. */
  readonly disconnect: (vendor: string, clientId: string) => boolean;
}
