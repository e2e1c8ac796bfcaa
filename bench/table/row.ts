/** One line of the table: a figure of phoney's, its peer's in the same run, and what is asked of it. */
export interface Row {
  readonly what: string;
  readonly phoney: string;
  /** Who is compared, and its figure; empty where there is nobody. */
  readonly peer: string;
  /** phoney's figure by the peer's; empty where there is none. */
  readonly ratio: string;
  /** What must hold; empty where nothing is asked. */
  readonly bar: string;
  /** Whether it holds; `null` where nothing is asked. */
  readonly holds: boolean | null;
}

/** A row of a figure that is compared. `most` is the highest ratio that is asked for. */
export function compared(
  what: string,
  unit: string,
  phoney: number,
  peer: { readonly name: string; readonly figure: number },
  most?: number,
): Row {
  const ratio = phoney / peer.figure;
  return {
    what,
    phoney: `${format(phoney)} ${unit}`,
    peer: `${peer.name}: ${format(peer.figure)} ${unit}`,
    ratio: ratio.toFixed(2),
    bar: most === undefined ? '' : `≤ ${most} ×`,
    holds: most === undefined ? null : ratio <= most,
  };
}

/** A row of a figure that has to keep within a limit, whatever a peer has. */
export function limited(what: string, phoney: string, bar: string, holds: boolean, peer = ''): Row {
  return { what, phoney, peer, ratio: '', bar, holds };
}

/** A number for people: three digits or so of it. */
export function format(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });
}

/** The table as text, or in Markdown. */
export function formatTable(rows: readonly Row[], markdown: boolean): string {
  const heads = ['', 'phoney', 'peer', 'ratio', 'must hold', 'holds'];
  const lines = rows.map(({ what, phoney, peer, ratio, bar, holds }) => [
    what,
    phoney,
    peer,
    ratio,
    bar,
    holds === null ? '' : holds ? 'yes' : 'NO',
  ]);
  if (markdown) {
    const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
    return line(heads) + line(heads.map(() => '---')) + lines.map(line).join('');
  }
  const widths = heads.map((head, i) =>
    Math.max(head.length, ...lines.map((cells) => (cells[i] ?? '').length)),
  );
  return [heads, ...lines]
    .map((cells) =>
      cells
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
