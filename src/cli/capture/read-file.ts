import type { CapturedFilter } from '../../capture/filter.ts';
import { CaptureReader, type CapturedLine } from '../../capture/read-capture.ts';
import { InputError, type Problem } from '../../lib/errors.ts';
import type { Output } from '../output.ts';
import { cutShortTeller, nameOfInput, recordLines } from '../report/record-lines.ts';

/** Everything in a capture file. */
export interface CaptureFile {
  /** Epoch ms. */
  readonly startedAtMs: number;
  readonly messages: readonly CapturedLine[];
  /** How many there are, wanted or not. */
  readonly count: number;
}

/** Which messages are wanted, and how much of them may be held. */
export interface ReadWish {
  readonly isWanted?: CapturedFilter;
  /** The most characters of lines. */
  readonly mostCharacters?: number;
}

/** About a third of what Node allows itself, once messages are made of the lines. */
const usualMost = 512 * 1024 * 1024;

/** More would be the same mistake over and over. */
const mostProblems = 20;

/** Reads a capture or a record, compressed or not; `-` is standard input. Throws an `InputError` with what is wrong in it. */
export async function readCaptureFile(
  file: string,
  output: Pick<Output, 'note'>,
  { isWanted, mostCharacters = usualMost }: ReadWish = {},
): Promise<CaptureFile> {
  const name = nameOfInput(file);
  const reader = new CaptureReader(isWanted);
  const problems: Problem[] = [];
  const cutShort = cutShortTeller(name, 'what is there is read', output);
  let isEmpty = true;
  for await (const { text, isWhole } of recordLines(file, cutShort)) {
    const problem = reader.read(text);
    if (problem !== undefined && (isWhole || isEmpty)) problems.push({ ...problem, file: name });
    else if (problem !== undefined) cutShort('its last line has no end');
    if (problems.length > 0 && (isEmpty || problems.length === mostProblems)) break;
    isEmpty = false;
    if (reader.heldCharacters > mostCharacters)
      throw new InputError([{ file: name, message: tooMuch(reader) }]);
  }
  if (isEmpty && problems.length === 0)
    problems.push({ file: name, message: 'It is empty. Give a file that --capture or --record wrote.' });
  if (problems.length > 0) throw new InputError(problems);
  return reader;
}

/** All of a capture is held in memory, which would break where there is too much of it. */
function tooMuch({ heldCharacters, messages }: CaptureReader): string {
  const much = Math.round(heldCharacters / 1024 / 1024);
  return `It has more than ${much} MiB of messages, which would all be held in memory. Take a part, such as the first ${messages.length} (head -n ${messages.length} FILE), or name fewer with replay --filter.`;
}
