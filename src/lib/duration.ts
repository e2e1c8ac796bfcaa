const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const form = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)(?:\s*(?=\d))?/;

/** Whole milliseconds of a text such as `90s`, `2m`, `1h30m`, `250ms`; `undefined` when it is not a duration. */
export function parseDuration(text: string): number | undefined {
  const ms = parseFineDuration(text);
  return ms === undefined ? undefined : Math.round(ms);
}

/** The same to the microsecond, for what is held against a measure: `0.5ms` is 0.5. */
export function parseFineDuration(text: string): number | undefined {
  let rest = text.trim();
  if (rest === '') return undefined;
  let totalMs = 0;
  while (rest !== '') {
    const part = form.exec(rest);
    if (part === null) return undefined;
    totalMs += Number(part[1]) * unitMs[part[2] as keyof typeof unitMs];
    rest = rest.slice(part[0].length);
  }
  return Math.round(totalMs * 1000) / 1000;
}

/** The shortest text of whole units that {@link parseDuration} reads back as `ms`: `5400000` is `1h30m`. */
export function formatDuration(ms: number): string {
  let rest = Math.round(ms);
  if (rest === 0) return '0s';
  let text = '';
  for (const [unit, size] of Object.entries(unitMs).toReversed()) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}
