import {
  accessSync,
  appendFileSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { StartError } from '../../lib/errors.ts';
import { annotateFailures } from '../../report/annotations.ts';
import { formatAs, type Reported } from '../../report/forms.ts';
import type { Output } from '../output.ts';
import { makeFoldersTo } from './make-folders.ts';
import { readWishes, type ReportFlags, type Beside } from './report-flags.ts';

/** GitHub takes a megabyte from a step. */
const longestSummary = 1_000_000;

/** The reports of a command, which were seen to be possible before it began. */
export interface Reports {
  /** Whether anybody will read one. */
  readonly areWanted: boolean;
  /** Writes all of them. Throws a `StartError` that says which could not be written, once the others are. */
  write(reported: Reported): void;
}

/**
 * The reports that the flags and the environment want. Throws an `InputError` for flags that are wrong, and a `StartError` for
 * what cannot be written.
 */
export function openReports(
  flags: ReportFlags,
  beside: Beside,
  output: Output,
  env: NodeJS.ProcessEnv = process.env,
): Reports {
  const wishes = readWishes(flags, beside);
  if (flags.reportDir !== undefined) makeFolder(flags.reportDir);
  const files = wishes.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const refusals = files.map(whyNotWritten).filter((why) => why !== undefined);
  if (refusals.length > 0) throw new StartError(refusals.join('\n'));
  const summary = stepSummary(env, output);
  const annotates = env['GITHUB_ACTIONS'] === 'true';
  return {
    areWanted: wishes.length > 0 || summary !== undefined || annotates,
    write: (reported) => {
      const failures = wishes.flatMap(({ form, file }) => {
        const text = formatAs(form, reported);
        if (file !== undefined) return tryToWrite(file, text);
        output.result(text.replace(/\n$/, ''));
        return [];
      });
      if (summary !== undefined) addToSummary(summary, formatAs('markdown', reported), output);
      if (annotates) output.annotations(annotateFailures(reported.title, reported.suites));
      if (failures.length > 0) throw new StartError(failures.join('\n'));
    },
  };
}

function makeFolder(folder: string): void {
  try {
    makeFoldersTo(path.resolve(folder));
  } catch (error) {
    throw new StartError(
      `Cannot make the folder ${folder}: ${(error as Error).message}. Name another with --report-dir.`,
    );
  }
}

/** Tries to open the file, and leaves no trace of it. A pipe is not opened: its reader would take that for the end. */
function whyNotWritten(file: string): string | undefined {
  const isNew = !existsSync(file);
  try {
    if (isNew || !statSync(file).isFIFO()) closeSync(openSync(file, 'a'));
    else accessSync(file, constants.W_OK);
    if (isNew) unlinkSync(file);
    return undefined;
  } catch (error) {
    return `Cannot write ${file}: ${(error as Error).message}. Name a file in a folder that is there and that you may write to.`;
  }
}

function tryToWrite(file: string, text: string): string[] {
  try {
    writeFileSync(file, text);
    return [];
  } catch (error) {
    return [`Could not write ${file}: ${(error as Error).message}.`];
  }
}

/** The file that GitHub shows; one that cannot be written is no reason not to play. */
function stepSummary(env: NodeJS.ProcessEnv, output: Output): string | undefined {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return undefined;
  try {
    if (existsSync(file)) accessSync(file, constants.W_OK);
    return file;
  } catch (error) {
    output.note(`warning: GITHUB_STEP_SUMMARY cannot be written: ${(error as Error).message}.`);
    return undefined;
  }
}

function addToSummary(file: string, markdown: string, output: Output): void {
  try {
    const isLong = Buffer.byteLength(markdown) > longestSummary;
    appendFileSync(
      file,
      isLong ? `${markdown.slice(0, longestSummary / 4).toWellFormed()}\n\n…\n` : markdown,
    );
  } catch (error) {
    output.note(`warning: GITHUB_STEP_SUMMARY could not be written: ${(error as Error).message}.`);
  }
}
