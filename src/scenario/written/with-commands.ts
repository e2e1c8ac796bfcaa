import { isMap, isSeq, parseDocument, YAMLSeq, type YAMLMap } from 'yaml';
import { formatDuration, parseDuration } from '../../lib/duration.ts';

/** How long a day lasts that does not say it. */
const defaultDuration = '8h';

/** A command that is to stand in a scenario, or a line that is to stand in its place. */
export interface WrittenCommand {
  /** After the scenario's start. */
  readonly afterMs: number;
  /** As a scenario has it, without its time; absent: only the note. */
  readonly command?: Readonly<Record<string, unknown>>;
  /** Said in a comment. */
  readonly note?: string;
}

/**
 * The scenario with these commands behind its own, each at its time, and lasting until the last of them. Everything else of
 * the text, its comments too, stays as it was written.
 */
export function withCommands(text: string, given: readonly WrittenCommand[], heading: string): string {
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { schema: 'core', merge: false });
  const { contents } = document;
  if (!isMap(contents)) throw new Error('What was played as a scenario is not a mapping.');
  const written = document.get('commands');
  const list = isSeq(written) ? written : new YAMLSeq();
  if (list !== written) document.set('commands', list);
  let notes: string[] = [heading];
  for (const { afterMs, command, note } of given) {
    const at = `+${formatDuration(afterMs)}`;
    if (note !== undefined) notes.push(`${at} ${note}`);
    if (command === undefined) continue;
    const item = document.createNode({ at, ...command }) as YAMLMap;
    item.flow = true;
    item.commentBefore = asComment(notes);
    notes = [];
    list.add(item);
  }
  if (notes.length > 0) document.comment = [document.comment ?? '', asComment(notes)].join('\n').trimStart();
  if (list.items.length === 0) document.delete('commands');
  const lastMs = Math.max(0, ...given.map(({ afterMs }) => afterMs));
  const duration = document.get('duration') ?? defaultDuration;
  const durationMs = typeof duration === 'string' ? (parseDuration(duration) ?? Infinity) : Infinity;
  if (lastMs >= durationMs) document.set('duration', formatDuration(lastMs + 1000));
  return document.toString({ lineWidth: 0 });
}

/** Each line of a comment; `#` is the writer's to add. */
function asComment(lines: readonly string[]): string {
  return lines.map((line) => ` ${line.replaceAll(/[\r\n\u2028\u2029]+/g, ' ')}`).join('\n');
}
