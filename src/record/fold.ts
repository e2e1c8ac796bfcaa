import type { RecordSink } from './record.ts';

/**
 * Makes something of records, one by one, that parts of a run can make separately. Snapshots are plain JSON; merging them,
 * in any order and grouping, gives what one fold over all records would have given.
 */
export interface Fold<Snapshot> {
  readonly add: RecordSink;
  /** Everything that was folded so far. Never changes afterwards. */
  snapshot(): Snapshot;
  /** Adds what another fold made of other records. */
  merge(snapshot: Snapshot): void;
}
