import type { Announcement } from '../dialects/dialect.ts';
import type { ListenOptions } from '../server/open-server.ts';
import type { Clock } from '../lib/clock.ts';
import type { Problem } from '../lib/errors.ts';
import type { RecordSink } from '../record/record.ts';
import type { Summary } from '../record/summary.ts';
import type { ExpectationResult } from '../record/verdict.ts';

/** How a scenario is played. Everything has a default: `playScenario(loadScenario(file))` plays it. */
export interface PlayOptions {
  readonly clock?: Clock;
  /** Where passphrases are looked up by name. Default: nowhere. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Told every record, in order. */
  readonly sinks?: readonly RecordSink[];
  /** Resolves when a sink has room again; `undefined` while it has. */
  readonly room?: () => Promise<void> | undefined;
  /** Told once, before the first step. */
  readonly onStart?: (watch: RunWatch) => void;
  /** Told what does not stop the run, such as an expired certificate. */
  readonly warn?: (problem: Problem) => void;
  /** Real ms after which the run ends, whatever the simulated time. Default: none. */
  readonly stopAfterMs?: number;
  /** Where the server is opened, when there is one. Default: any free port of 127.0.0.1, without TLS. */
  readonly listen?: ListenOptions;
  /** Told once the server is open; the first step waits for it. Not called when there is none. */
  readonly onOpen?: (servers: OpenServers) => Promise<void> | void;
  /** Plays the day over and over until `stop`, each time dated a week later. */
  readonly loop?: boolean;
  /** Opens a server even when no target needs one, and leaves it open after the last day until `stop`. */
  readonly stayOpen?: boolean;
  /** Stops the source; what is on its way is drained within the grace period. */
  readonly stop?: AbortSignal;
  /** Ends the draining at once. */
  readonly cutOff?: AbortSignal;
}

/** What is open while a run goes on, and what each vendor announces there. */
export interface OpenServers extends Announcement {
  /** Such as `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** Resolves when that many clients have subscribed at the hubs, or when the run is stopped. */
  readonly waitForClients: (count: number) => Promise<void>;
}

/** A run while it goes on. */
export interface RunWatch {
  readonly readSummary: () => Summary;
  /** Simulated epoch ms. */
  readonly simulatedNow: () => number;
  /** Minutes east of UTC at the centre, now. */
  readonly utcOffsetMinutes: () => number;
  readonly startMs: number;
  /** Simulated epoch ms; `Infinity` when only real time ends the run. */
  readonly endMs: number;
}

/** A run that is over. */
export interface RunResult {
  readonly verdict: 'passed' | 'failed';
  readonly seed: number;
  readonly summary: Summary;
  readonly expectations: readonly ExpectationResult[];
  readonly elapsedMs: number;
  /** True when `stop` ended it before its time. */
  readonly interrupted: boolean;
}
