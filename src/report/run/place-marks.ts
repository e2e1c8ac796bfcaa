import type { RunReport } from './schema.ts';

/** Marks on the axis of real time, in s since the run began. */
export interface PlacedMarks {
  readonly commands: readonly { readonly label: string; readonly x: number }[];
  readonly faults: readonly { readonly name: string; readonly from: number; readonly until: number }[];
}

/**
 * Finds the instants of commands and faults, which are simulated, on the axis of real time: between the cells whose messages
 * tell of an earlier and of a later instant. What came after the last message is not placed.
 */
export function placeMarks({ series, marks }: Pick<RunReport, 'series' | 'marks'>): PlacedMarks {
  const endS = (series.offered.length * series.cellMs) / 1000;
  const place = (at: string): number | undefined => realSecondsOf(Date.parse(at), series);
  return {
    commands: marks.commands.flatMap(({ at, do: label }) => {
      const x = place(at);
      return x === undefined ? [] : [{ label, x }];
    }),
    faults: marks.faults.flatMap(({ name, from: fromAt, until: untilAt }) => {
      const from = place(fromAt);
      const until = untilAt === null ? endS : (place(untilAt) ?? endS);
      return from === undefined ? [] : [{ name, from, until }];
    }),
  };
}

function realSecondsOf(at: number, { simulated, cellMs }: RunReport['series']): number | undefined {
  let before: { readonly at: number; readonly cell: number } | undefined;
  for (const [cell, text] of simulated.entries()) {
    if (text === null) continue;
    const here = Date.parse(text);
    if (here >= at)
      return ((before === undefined ? 0 : between(before, { at: here, cell }, at)) * cellMs) / 1000;
    before = { at: here, cell: cell + 1 };
  }
  return undefined;
}

/** A cell's instant is the last that it tells of, so that it stands at the cell's end. */
function between(
  before: { readonly at: number; readonly cell: number },
  after: { readonly at: number; readonly cell: number },
  at: number,
): number {
  const span = after.at - before.at;
  return before.cell + (span === 0 ? 0 : (at - before.at) / span) * (after.cell + 1 - before.cell);
}
