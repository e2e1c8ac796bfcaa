import type { Channel, Message, Probe } from '../channels/message.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Clock } from '../lib/clock.ts';
import type { StartMeter } from './rate/meter.ts';
import type { Problem } from '../lib/errors.ts';
import type { RecordSink } from '../record/record.ts';
import type { ListenOptions } from '../server/listen-options.ts';
import type { Ready } from './backpressure.ts';
import type { Scenario } from '../scenario/index.ts';
import type { Run } from './handle.ts';
import type { RunSource, SourceOptions } from './repeat.ts';
import type { Share } from './share/share.ts';

/** How a scenario is played. Everything has a default: `startRun(loadScenario(file))` plays it. */
export interface RunOptions {
  readonly clock?: Clock;
  /** Measures what this process uses, of a run at a rate. Default: by what Node tells of it. */
  readonly startMeter?: StartMeter;
  /** Where what is secret is looked up by name: passphrases, passwords, tokens. Default: nowhere. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Told every record, in order, from the first. */
  readonly sinks?: readonly RecordSink[];
  /** Resolves when a sink has capacity again; `undefined` while it has. */
  readonly ready?: Ready;
  /** How many of the last records, and of the last messages, are kept to be looked at. Default: none. */
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
  /** Validates receivers that subscribe themselves. Default: by a request to each. */
  readonly probe?: Probe;
  /** Where the messages come from in place of the scenario's centre, such as a replay. */
  readonly source?: (scenario: Scenario, options: SourceOptions) => RunSource;
  /** False: no server is opened, though a target would have somebody call it. Default: as the targets need. */
  readonly server?: false;
  /** True: a message leaves once the one before it has ended, delivered or dropped. Default: at its time. */
  readonly inOrder?: boolean;
  /** Each dialect, before it is played: what is returned is played in its place, so that one can look on. Default: as it is. */
  readonly lookOn?: (dialect: Dialect) => Dialect;
  /** The part of the messages that this run sends; the others are not in its books. Default: all of them. */
  readonly share?: Share | undefined;
  /** Takes all messages in place of the targets: nothing is sent, no server is opened, no secret is looked up. */
  readonly instead?: Pick<Channel<Message>, 'send'>;
}
