import type { Channel, Message } from '../channels/message.ts';
import type { Announcement } from '../dialects/dialect.ts';
import type { Clock } from '../lib/clock.ts';
import type { Problem } from '../lib/errors.ts';
import type { RecordSink } from '../record/record.ts';
import type { Summary } from '../record/summary.ts';
import type { ExpectationResult } from '../record/verdict.ts';
import type { ListenOptions } from '../server/open-server.ts';
import type { Ready } from './backpressure.ts';
import type { Run } from './run.ts';

/** How a scenario is played. Everything has a default: `startRun(loadScenario(file))` plays it. */
export interface RunOptions {
  readonly clock?: Clock;
  /** Where what is secret is looked up by name: passphrases, passwords, tokens. Default: nowhere. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Told every record, in order, from the first. */
  readonly sinks?: readonly RecordSink[];
  /** Resolves when a sink has capacity again; `undefined` while it has. */
  readonly ready?: Ready;
  /** How many records and messages are kept to be looked at later. Default: none. */
  readonly keep?: number;
  /** Told what does not stop the run, such as an expired certificate. */
  readonly warn?: (problem: Problem) => void;
  /** Real ms after which the run ends, whatever the simulated time. Default: none. */
  readonly stopAfterMs?: number;
  /** Where the server is opened, when there is one. Default: any free port of 127.0.0.1, without TLS. */
  readonly listen?: ListenOptions;
  /** The first step waits for it: for clients, for a receiver. The servers are open by then. */
  readonly begin?: (run: Run) => Promise<void> | void;
  /** True: the run begins paused, at its first instant. */
  readonly paused?: boolean;
  /** Plays the day over and over until it is stopped, each time dated a week later. */
  readonly loop?: boolean;
  /** Opens a server even when no target needs one, and goes on after the day, waiting for commands, until it is stopped. */
  readonly stayOpen?: boolean;
  /** Takes all messages in place of the targets: nothing is sent, no server is opened, no secret is looked up. */
  readonly instead?: Pick<Channel<Message>, 'send'>;
}

/** The server of a run, and what is on it. */
export interface Servers extends Announcement {
  /** Such as `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** Resolves when that many clients have subscribed, or when the run is stopped. */
  readonly waitForClients: (count: number) => Promise<void>;
}

/** A run that is over. */
export interface RunResult {
  readonly verdict: 'passed' | 'failed';
  readonly seed: number;
  readonly summary: Summary;
  readonly expectations: readonly ExpectationResult[];
  readonly elapsedMs: number;
  /** True when it was stopped before its time. */
  readonly interrupted: boolean;
}
