import type { RunRecord } from '../../record/record.ts';
import type { Run } from '../../run/handle.ts';
import { explainWait } from './explain-wait.ts';
import type { VirtualTime } from '../virtual-time.ts';
import { waitFor, type WaitOptions } from './wait.ts';

/** Waits for a record of a run that keeps them. Throws a `WaitError` that says what came instead. */
export async function untilRecord(
  run: Run,
  virtual: VirtualTime | undefined,
  wanted: (record: RunRecord) => boolean,
  { fresh = false, timeoutMs }: WaitOptions,
): Promise<RunRecord> {
  const calledFrom = new Error('Called from');
  return waitFor(
    run,
    virtual,
    {
      look: () => (fresh ? undefined : run.kept?.records.since(0).find(({ item }) => wanted(item))?.item),
      test: (record) => (wanted(record) ? record : undefined),
      // What becomes of a message is only known when simulated time has stood still at its instant.
      mayBring: (record) => record.type === 'message',
      explain: (ending) => explainWait(run, 'a record for which the function is true', ending),
    },
    { timeoutMs, calledFrom },
  );
}
