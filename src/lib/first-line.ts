import type { Problem } from './errors.ts';

/** What a file of phoney's is, by the type of its first line. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['run', 'a record of a run'],
  ['capture', 'a capture'],
  ['captured', 'a capture without its beginning'],
  ['report', 'a report in JSON'],
  ['check', 'a report in JSON'],
  ['contracts', 'a report in JSON'],
  ['summary', 'the summary of a run'],
]);
const recordLines = /^(event|message|attempt|outcome|fault|command|client|end)$/;

/**
 * Why a file with this first line is not one of the type that is wanted; `undefined` where it looks like one. `wayOut` is a
 * sentence for what is none of phoney's files.
 */
export function explainFirstLine(
  json: unknown,
  wanted: { readonly type: 'run' | 'capture'; readonly format: number; readonly wayOut: string },
): Problem | undefined {
  const { type, format, phoney } = (json ?? {}) as Readonly<Record<string, unknown>>;
  const wish = kinds.get(wanted.type);
  if (type === wanted.type) {
    if (format === wanted.format || typeof format !== 'number') return undefined;
    const writer =
      typeof phoney === 'string' ? `the phoney that wrote it (${phoney})` : 'the phoney that wrote it';
    return {
      path: 'format',
      message: `It is ${wish} in format ${format}, and this phoney reads format ${wanted.format}. Use ${writer}.`,
    };
  }
  if (typeof type !== 'string') return undefined;
  const kind = recordLines.test(type) ? 'a record without its beginning' : kinds.get(type);
  if (kind === undefined) return undefined;
  const instead =
    type === 'capture' ? 'phoney replay sends it, phoney capture-diff looks through it.' : wanted.wayOut;
  return { message: `It is ${kind}, not ${wish}. ${instead}` };
}
