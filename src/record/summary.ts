import type { CommandEvent } from '../centre/model/event.ts';
import type { Message } from '../channels/message.ts';
import { FeedFold, type FeedBuckets, type FeedSnapshot } from './feed-fold.ts';
import { countEnded, type FeedSummary } from './feed-summary.ts';
import { LoadFold, type LoadFigures, type LoadSnapshot } from './figures/load-fold.ts';
import { compareTexts, FirstFew } from './first-few.ts';
import type { Fold } from './fold.ts';
import type { RunRecord } from './record.ts';
import { Refusals } from './refusals.ts';

/** A run in numbers, at some moment of it. */
export interface Summary extends FeedSummary {
  /** By `vendor.feed`, in the order of first appearance. */
  readonly feeds: Readonly<Record<string, FeedSummary>>;
  /** Events of the centre. */
  readonly events: number;
  /** How many of the centre's commands had no effect. */
  readonly refusedCommands: number;
  /** The first of them, in the order of simulated time. */
  readonly refused: readonly RefusedCommand[];
  /** What the scenario's faults did, by name, in the order of first appearance. */
  readonly faults: Readonly<Record<string, FaultSummary>>;
  /** Messages without an outcome yet. */
  readonly open: number;
  /** What a rate asked for and what came of it; `null` where the run has none. */
  readonly load: LoadFigures | null;
}

/** What one fault did. */
export interface FaultSummary {
  /** What it is, such as `duplicate`. */
  readonly kind: string;
  /** How many times it touched a message. */
  readonly touched: number;
}

/** A command that the centre could not carry out when its time came. */
export interface RefusedCommand {
  /** Simulated epoch ms. */
  readonly at: number;
  /** What was asked, such as `contact.hang-up`. */
  readonly command: string;
  /** Why it could not be done: a whole sentence. */
  readonly reason: string;
}

/** Everything that a summary is read from, as plain JSON. */
export interface SummarySnapshot {
  readonly events: number;
  readonly refusedCommands: number;
  readonly refused: readonly RefusedCommand[];
  /** By `vendor.feed`. */
  readonly feeds: Readonly<Record<string, FeedSnapshot>>;
  readonly faults: Readonly<Record<string, FaultSummary>>;
  readonly load: LoadSnapshot | null;
}

const keptRefusals = 20;

/** Folds the records of a run into its numbers. Memory does not grow with the run. */
export class SummaryFold implements Fold<SummarySnapshot> {
  readonly #lateAfterMs: number | undefined;
  readonly #feeds = new Map<string, FeedFold>();
  readonly #refused = new FirstFew<RefusedCommand>(keptRefusals, compareRefusals);
  readonly #refusals = new Refusals();
  readonly #faults = new Map<string, FaultSummary>();
  readonly #load = new LoadFold();
  #last: { readonly vendor: string; readonly feed: string; readonly fold: FeedFold } | undefined;
  #refusedCommands = 0;
  #events = 0;

  /**
   * `faults`: those that are known before the run, which are told even if they touch nothing. `lateAfterMs`: what leaves later
   * after it was due is late.
   */
  constructor(
    faults: readonly { readonly name: string; readonly kind: string }[] = [],
    lateAfterMs?: number,
  ) {
    this.#lateAfterMs = lateAfterMs;
    for (const { name, kind } of faults) this.#countFault(name, { kind, touched: 0 });
  }

  readonly add = (record: RunRecord): void => {
    switch (record.type) {
      case 'event':
        this.#events++;
        return this.#refuse(this.#refusals.take(record));
      case 'message':
        return this.#feedOf(record.message).rendered(record.message);
      case 'attempt':
        return this.#feedOf(record.message).attempted(record.message, record.attempt);
      case 'outcome':
        return this.#feedOf(record.message).ended(record.outcome);
      case 'fault':
        return this.#countFault(record.fault.name, { kind: record.fault.kind, touched: 1 });
      case 'command':
        return this.#refuse(this.#refusals.take(record));
      case 'load':
        return this.#load.add(record.load);
      case 'connection':
        return this.#feedOf(record.connection).connections.add(record.connection);
      case 'client':
    }
  };

  /** The numbers as they stand now. */
  read(): Summary {
    const feeds = Object.fromEntries([...this.#feeds].map(([name, fold]) => [name, fold.read()]));
    const total = this.#total().read();
    return {
      ...total,
      feeds,
      events: this.#events,
      refusedCommands: this.#refusedCommands,
      refused: this.#refused.list(),
      faults: Object.fromEntries(this.#faults),
      open: total.rendered + total.copied - countEnded(total),
      load: this.#load.read(),
    };
  }

  /** By `vendor.feed`, the durations by these bounds in ms, the smallest first. */
  readBuckets(boundsMs: readonly number[]): ReadonlyMap<string, FeedBuckets> {
    return new Map([...this.#feeds].map(([name, fold]) => [name, fold.readBuckets(boundsMs)]));
  }

  snapshot(): SummarySnapshot {
    return {
      events: this.#events,
      refusedCommands: this.#refusedCommands,
      refused: this.#refused.list(),
      feeds: Object.fromEntries([...this.#feeds].map(([name, fold]) => [name, fold.snapshot()])),
      faults: Object.fromEntries(this.#faults),
      load: this.#load.snapshot(),
    };
  }

  merge({ events, refusedCommands, refused, feeds, faults, load }: SummarySnapshot): void {
    this.#load.merge(load);
    for (const [name, fault] of Object.entries(faults)) this.#countFault(name, fault);
    this.#events += events;
    this.#refusedCommands += refusedCommands;
    for (const one of refused) this.#refused.add(one);
    for (const [name, feed] of Object.entries(feeds)) this.#feedNamed(name).merge(feed);
  }

  /** All feeds together: put together when it is asked for, as that is seldom and records are many. */
  #total(): FeedFold {
    const total = new FeedFold(this.#lateAfterMs);
    for (const feed of this.#feeds.values()) total.addAll(feed);
    return total;
  }

  #refuse(refused: CommandEvent | undefined): void {
    if (refused === undefined) return;
    const { at, command, reason } = refused;
    this.#refusedCommands++;
    this.#refused.add({ at, command, reason });
  }

  #countFault(name: string, { kind, touched }: FaultSummary): void {
    this.#faults.set(name, { kind, touched: (this.#faults.get(name)?.touched ?? 0) + touched });
  }

  /** Most records are of the feed of the one before: a name need not be put together for each. */
  #feedOf({ vendor, feed }: Pick<Message, 'vendor' | 'feed'>): FeedFold {
    const last = this.#last;
    if (last !== undefined && last.feed === feed && last.vendor === vendor) return last.fold;
    const fold = this.#feedNamed(`${vendor}.${feed}`);
    this.#last = { vendor, feed, fold };
    return fold;
  }

  #feedNamed(name: string): FeedFold {
    let feed = this.#feeds.get(name);
    if (feed === undefined) this.#feeds.set(name, (feed = new FeedFold(this.#lateAfterMs)));
    return feed;
  }
}

/** The numbers of a snapshot, or of several put together. */
export function readSummary(...snapshots: readonly SummarySnapshot[]): Summary {
  const fold = new SummaryFold();
  for (const snapshot of snapshots) fold.merge(snapshot);
  return fold.read();
}

function compareRefusals(a: RefusedCommand, b: RefusedCommand): number {
  return a.at - b.at || compareTexts(a.command, b.command) || compareTexts(a.reason, b.reason);
}
