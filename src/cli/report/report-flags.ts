import type { Command } from 'commander';
import { InputError, suggestNames, type Problem } from '../../lib/errors.ts';
import { reportFiles, reportForms, type ReportForm } from '../../report/forms.ts';
import { collect } from '../flags/flags.ts';
import { identityOf } from './same-file.ts';

/** Which reports are wanted, and where. */
export interface ReportFlags {
  readonly report?: readonly string[];
  readonly reportDir?: string;
}

/** A report that is wanted; without a file, on standard output. */
export interface Wish {
  readonly form: ReportForm;
  readonly file: string | undefined;
}

/** Adds the flags of {@link ReportFlags}. */
export function addReportFlags(command: Command): Command {
  return command
    .option(
      '--report <form[=file]>',
      `a report as ${reportForms.join(', ')}, into a file or on stdout; repeatable`,
      collect,
      [],
    )
    .option('--report-dir <dir>', `every report, as ${Object.values(reportFiles).join(', ')} in this folder`);
}

/** The lines about these flags in `--help`. */
export const reportHelp = `
On GitHub Actions the Markdown is added to the summary of the step, and failures become annotations, without any flag.`;

/** What else a command line reads and writes. */
export interface Beside {
  readonly json?: boolean;
  readonly jsonLines?: boolean;
  readonly record?: string;
  /** The files that the command is about, such as the scenario. */
  readonly reads?: readonly string[];
}

/** Whether a `--report` goes to standard output. */
export function isOnOutput(wish: string): boolean {
  return !wish.includes('=') || wish.endsWith('=-');
}

/** Reads the flags. Throws an `InputError` with everything that is wrong with them. */
export function readWishes({ report = [], reportDir }: ReportFlags, beside: Beside = {}): Wish[] {
  const problems: Problem[] = [];
  const single = report.flatMap((text): Wish[] => {
    const [, name = '', , file] = /^([^=]*)(=(.*))?$/s.exec(text) ?? [];
    const form = reportForms.find((one) => one === name.trim());
    if (form === undefined) problems.push({ file: '--report', message: unknownForm(text, name) });
    else if (file === '')
      problems.push({
        file: '--report',
        message: `"${text}" names no file. Write ${form}=FILE, or ${form} for standard output.`,
      });
    return form === undefined ? [] : [{ form, file: file === '-' ? undefined : file }];
  });
  const inFolder = reportForms.map((form) => ({ form, file: `${reportDir}/${reportFiles[form]}` }));
  const wishes = [...single, ...(reportDir === undefined ? [] : inFolder)];
  problems.push(...checkPlaces(wishes, beside));
  if (problems.length > 0) throw new InputError(problems);
  return wishes;
}

/** What the forms are called elsewhere. */
const otherNames: ReadonlyMap<string, ReportForm> = new Map([
  ['md', 'markdown'],
  ['xml', 'junit'],
  ['txt', 'text'],
  ['htm', 'html'],
]);

function unknownForm(text: string, name: string): string {
  const near = otherNames.get(name.trim().toLowerCase()) ?? suggestNames(name, reportForms)[0];
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return `"${text}" is no form of a report.${hint} Write one of ${reportForms.join(', ')}, with =FILE behind it or without.`;
}

/** One thing in one place: two in one file, or on standard output, could not be told apart. */
function checkPlaces(wishes: readonly Wish[], beside: Beside): Problem[] {
  const { json, jsonLines, record, reads } = beside;
  const onOutput = [
    ...wishes.flatMap(({ form, file }) => (file === undefined ? [`--report ${form}`] : [])),
    ...(json === true ? ['--json'] : []),
    ...(jsonLines === true ? ['--json-lines'] : []),
    ...(record === '-' ? ['--record -'] : []),
  ];
  const jsonTwice = json === true && jsonLines === true && onOutput.length === 2;
  const named = wishes.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const written = [...named, ...(record === undefined || record === '-' ? [] : [record])];
  const places = written.map(identityOf);
  const twice = written.filter((_, index) => isAmong(places[index], places.slice(0, index)));
  const read = (reads ?? []).filter((file) => file !== '-').map(identityOf);
  const lost = written.filter((_, index) => isAmong(places[index], read));
  return [
    ...(onOutput.length < 2 || jsonTwice
      ? []
      : [
          {
            message: `${onOutput.join(' and ')} would all be on standard output. Leave there one of them; name a file for the others.`,
          },
        ]),
    ...twice.map((file) => ({
      message: `${file} would be written twice. Name another file for one of both.`,
    })),
    ...lost.map((file) => ({
      message: `${file} is what this command reads, and would be lost. Name another file to write to.`,
    })),
  ];
}

function isAmong(place: string | undefined, places: readonly (string | undefined)[]): boolean {
  return place !== undefined && places.includes(place);
}
