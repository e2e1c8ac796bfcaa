import type { shareJson } from './report-json.ts';
import { count, formatMs, formatSeconds } from './wording.ts';

/** The columns of a table of shares. */
export const shareColumns = [
  'share',
  'where',
  'state',
  'known until',
  'delivered',
  'dropped',
  'cut off',
  'p50',
  'p99',
  'late p99',
] as const;

/** What is told of a share. */
type ShareCellsOf = Pick<ReturnType<typeof shareJson>, 'share' | 'where' | 'state' | 'knownForMs' | 'known'>;

/** A row of {@link shareColumns} for each share. */
export function shareCells(shares: readonly ShareCellsOf[]): string[][] {
  return shares.map(({ share, where, state, knownForMs, known }) => [
    String(share),
    where ?? '',
    state,
    knownForMs === null ? '' : formatSeconds(knownForMs),
    ...(known === null
      ? ['', '', '', '', '', '']
      : [
          ...[known.books.delivered, known.books.dropped, known.books.cutOff].map(count),
          ...[known.latencyMs.p50, known.latencyMs.p99, known.latenessMs.p99].map(formatMs),
        ]),
  ]);
}
