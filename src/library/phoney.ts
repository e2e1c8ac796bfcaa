import type { AgentId, QueueId } from '../centre/model/ids.ts';
import type { Problem } from '../lib/errors.ts';
import type { RecordSink, RunRecord } from '../record/record.ts';
import type { RunResult } from '../record/run-result.ts';
import type { Summary } from '../record/summary.ts';
import type { CommandResult, RunCommandInput } from '../run/command.ts';
import type { RunClock, RunState } from '../run/handle.ts';
import type { Identified } from '../run/identities.ts';
import type { Scenario } from '../scenario/index.ts';
import type { Delivery } from './delivery.ts';
import type { DeliveryFilter, DeliveryPredicate } from './filter.ts';
import type { PhoneyHub } from './hub.ts';
import type { WaitOptions } from './wait/wait.ts';

/** A phoney centre that a test holds in its hands. */
export interface Phoney {
  readonly scenario: Scenario;
  /** The one that was drawn, too: with it as `seed`, the same day is played again. */
  readonly seed: number;
  readonly state: RunState;
  /** Simulated time. */
  readonly clock: RunClock;
  /** Where clients of the vendors connect, such as `http://127.0.0.1:41234`; `undefined` when nothing is served. */
  readonly url: string | undefined;
  /** What did not stop anything, such as an expired certificate. */
  readonly warnings: readonly Problem[];

  /**
   * Asks something of the centre, now. Resolves with what came of it: a command that cannot be carried out is `refused`, with
   * the reason. Throws an `InputError` when it cannot be understood.
   */
  command(command: RunCommandInput): Promise<CommandResult>;
  /**
   * Plays so much simulated time as fast as it goes: ms, or a text such as `10m`. Resolves when its messages have ended; where
   * simulated time goes on by itself afterwards, when it has got there: some of them may still be on their way.
   */
  advance(by: string | number): Promise<void>;
  /** Simulated time stands still. Commands still take effect. */
  pause(): void;
  /** Simulated time goes on by itself; a virtual clock becomes a real one. */
  resume(): void;
  /** How many times as fast as real time simulated time passes. */
  setSpeed(speed: number): void;

  /** The messages that are kept, as they stand now, the oldest first. */
  deliveries(filter?: DeliveryFilter): Delivery[];
  /** How many earlier messages are no longer kept. */
  readonly missing: number;
  /**
   * Waits for a delivery; one that is kept already counts, unless `fresh` is asked for. A filter means those that were
   * delivered, unless it names another `outcome`; a function is asked of each that has ended, whatever became of it.
   * With a virtual clock, moves simulated time on to the instant at which it comes, or to the end of the day. Throws a
   * `WaitError` that says what came instead.
   */
  until(
    wanted: DeliveryFilter | DeliveryPredicate,
    options?: WaitOptions & { readonly since?: DeliveryFilter['since'] },
  ): Promise<Delivery>;
  /** The same for any record: an event of the centre, an attempt, a command. */
  untilRecord(wanted: (record: RunRecord) => boolean, options?: WaitOptions): Promise<RunRecord>;
  /** Tells `sink` every record from now on, with `backlog` those that are kept first, until what is returned is called. */
  follow(sink: RecordSink, options?: { readonly backlog?: boolean }): () => void;

  /** Everybody in the centre, and who they are in each vendor's messages. */
  agents(): Identified<AgentId>[];
  /** Every queue of the centre, and what it is in each vendor's messages. */
  queues(): Identified<QueueId>[];

  /**
   * Sends one event by itself, dated now, as the vendor's target sends it. `overrides` are values by the path of a field, such as
   * `{ 'data.rep_id': '42' }`. Resolves when it has ended. Throws an `InputError` when there is no such event.
   */
  trigger(
    vendor: string,
    eventType: string,
    overrides?: Readonly<Record<string, unknown>>,
  ): Promise<Delivery>;
  /** Sends the same bytes with the same event id once more. Resolves when the copy has ended. */
  redeliver(delivery: Delivery): Promise<Delivery>;
  /** The hub to which the vendor's clients connect. Throws an `InputError` when the run has none. */
  hub(vendor: string): PhoneyHub;

  /** The numbers as they stand now. */
  summary(): Summary;
  /** Plays the rest of the day, with a virtual clock as fast as it goes; waits for what is on its way, and judges. */
  playToEnd(): Promise<RunResult>;
  /** Renders nothing more, waits for what is on its way, and judges. */
  stop(): Promise<RunResult>;
  /** How the run ended. */
  readonly result: Promise<RunResult>;
  /** Ends everything at once. */
  [Symbol.asyncDispose](): Promise<void>;
}
