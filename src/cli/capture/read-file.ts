import { CaptureReader, type CapturedLine } from '../../capture/read-capture.ts';
import { InputError, type Problem } from '../../lib/errors.ts';
import type { Output } from '../output.ts';
import { recordLines } from '../report/record-lines.ts';

/** Everything in a capture file. */
export interface CaptureFile {
  /** Epoch ms. */
  readonly startedAtMs: number;
  readonly messages: readonly CapturedLine[];
}

/** More would be the same mistake over and over. */
const mostProblems = 20;

/** Reads a capture or a record, compressed or not; `-` is standard input. Throws an `InputError` with what is wrong in it. */
export async function readCaptureFile(file: string, output: Output): Promise<CaptureFile> {
  const name = file === '-' ? 'standard input' : file;
  const reader = new CaptureReader();
  const problems: Problem[] = [];
  let isCutShort = false;
  const cutShort = (why: string): void => {
    if (!isCutShort) output.note(`warning: ${name} was cut short (${why}): what is there is read.`);
    isCutShort = true;
  };
  let isEmpty = true;
  for await (const { text, isWhole } of recordLines(file, cutShort)) {
    const problem = reader.read(text);
    if (problem !== undefined && (isWhole || isEmpty)) problems.push({ ...problem, file: name });
    else if (problem !== undefined) cutShort('its last line has no end');
    if (problems.length > 0 && (isEmpty || problems.length === mostProblems)) break;
    isEmpty = false;
  }
  if (isEmpty && problems.length === 0)
    problems.push({ file: name, message: 'It is empty. Give a file that --capture or --record wrote.' });
  if (problems.length > 0) throw new InputError(problems);
  return reader;
}
