import type { Clock } from '../../lib/clock.ts';
import { formatRunHeader, recordFormat } from '../../record/run-header.ts';
import type { Scenario } from '../../scenario/index.ts';
import { version } from '../version.ts';
import { LineWriter } from './line-writer.ts';

/** The records of a run on stdout, as they come. */
export interface JsonLines {
  write(line: string): void;
  /** Resolves when the reader has taken enough; `undefined` while there is room. */
  room(): Promise<void> | undefined;
  /** Resolves when every line was handed over. */
  end(): Promise<void>;
}

/** Writes the header of the run at once, then lines in the turn in which they come. */
export function streamLines({ file, seed, startMs }: Scenario, clock: Clock): JsonLines {
  const writer = new LineWriter(process.stdout, () => clock.turn());
  writer.write(
    formatRunHeader({
      type: 'run',
      format: recordFormat,
      phoney: version,
      scenario: file,
      seed,
      startedAtMs: clock.wallMs(),
      startedMonotonicMs: clock.monotonicMs(),
      simulatedStartMs: startMs,
    }),
  );
  void writer.end();
  return writer;
}
