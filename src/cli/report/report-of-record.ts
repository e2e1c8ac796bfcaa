import { InputError } from '../../lib/errors.ts';
import { isProblem, RecordReader } from '../../record/read-record.ts';
import type { RunEnd } from '../../record/run-end.ts';
import type { RunHeader } from '../../record/run-header.ts';
import type { Reported } from '../../report/forms.ts';
import { reportRun } from '../../report/run/reported.ts';
import { RunReportFold } from '../../report/run/run-report-fold.ts';
import type { Output } from '../output.ts';
import { cutShortTeller, nameOfInput, recordLines } from './record-lines.ts';

interface RecordedRun {
  readonly header: RunHeader;
  readonly fold: RunReportFold;
  readonly end?: RunEnd;
}

/** The report of the last run in a record file. Throws an `InputError` for what is no record. */
export async function reportOfRecord(file: string, output: Output): Promise<Reported> {
  const name = nameOfInput(file);
  const reader = new RecordReader();
  let run: RecordedRun | undefined;
  let runs = 0;
  const cutShort = cutShortTeller(name, 'the report is of what is there', output);
  for await (const { text, isWhole } of recordLines(file, cutShort)) {
    const read = reader.read(text);
    if (isProblem(read)) {
      if (isWhole || run === undefined) throw new InputError([{ ...read, file: name }]);
      cutShort('its last line has no end');
    } else if (read.type === 'run') {
      run = { header: read, fold: new RunReportFold(read) };
      runs++;
    } else if (run === undefined) {
      throw new Error('A reader of records gives a header first.');
    } else if (read.type === 'end') {
      run = { ...run, end: read };
    } else run.fold.add(read);
  }
  if (run === undefined) throw new InputError([{ file: name, message: nothing }]);
  if (runs > 1) output.note(`${name} has the records of ${runs} runs; the report is of the last.`);
  return reportRun(run.header, run.fold, run.end);
}

const nothing = 'It is empty. Give a file that --record wrote.';
