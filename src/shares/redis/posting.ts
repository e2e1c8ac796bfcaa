import type { Scenario } from '../../scenario/index.ts';

/** A run as it is put up for workers. */
export interface Posting {
  readonly id: string;
  /** The version of phoney that put it up: no other plays it. */
  readonly phoney: string;
  /** For people. */
  readonly title: string;
  readonly shares: number;
  readonly centres: number;
  readonly scenario: Scenario;
  /** Real ms after which nothing more is due. */
  readonly stopAfterMs: number;
  readonly details: boolean;
  /** Redis's clock, epoch ms, when the time that all shares have in common was 0. */
  readonly zeroMs: number;
  /** How long all shares may take to be ready. */
  readonly readyWithinMs: number;
}

/** What the job of a share says. */
export interface ShareJob {
  readonly run: string;
  /** From 0. */
  readonly index: number;
}

/** What all shares of a run are told; absent: not yet. */
export interface Said {
  /** The instant at which all begin, in the time that they have in common. */
  readonly beginAtMs?: number;
  readonly stop?: true;
  readonly cutOff?: true;
  /** Those that were given up as lost, from 0: they are to end. */
  readonly lost: readonly number[];
}

/** Reads what stands in Redis. */
export function readSaid(fields: Readonly<Record<string, string>>): Said {
  const { begin, stop, cutOff, ...rest } = fields;
  return {
    ...(begin !== undefined && { beginAtMs: Number(begin) }),
    ...(stop !== undefined && { stop: true }),
    ...(cutOff !== undefined && { cutOff: true }),
    lost: Object.keys(rest).flatMap((name) => (name.startsWith('lost:') ? [Number(name.slice(5))] : [])),
  };
}
