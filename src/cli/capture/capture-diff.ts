import { Command, Option } from 'commander';
import type { CountedDifference, Tally } from '../../capture/diff/tally.ts';
import { exitCodes, InputError, type Problem } from '../../lib/errors.ts';
import { collect } from '../flags/flags.ts';
import { plainText } from '../../lib/plain-text.ts';
import { processOutput, type Output } from '../output.ts';

interface DiffFlags {
  readonly dialect: readonly string[];
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `phoney capture-diff FILE`: where real traffic and phoney's schemas disagree. */
export function captureDiffCommand(): Command {
  return new Command('capture-diff')
    .description("Hold captured messages against phoney's schemas, and say where they disagree.")
    .argument(
      '<capture>',
      'a file that --capture or --record wrote, compressed or not, or - for standard input',
    )
    .addOption(
      new Option('--dialect <module>', 'a dialect whose messages are in it, such as ./acme.ts; repeatable')
        .argParser(collect)
        .default([], 'none'),
    )
    .option('--json', 'print one line of JSON')
    .option('--quiet', 'print nothing; the exit code tells')
    .addHelpText(
      'after',
      `
For each type of event: fields that are not known or missing, values of another type, values that an enumeration does not
have, and other forms; how many messages have it, and the line of the first. What real traffic has and phoney does not is
an assumption of phoney's that is wrong: please report it. No values are printed but those of enumerations.

Examples:
  phoney capture-diff real.ndjson
  phoney capture-diff real.ndjson.zst --json | jq '.differences[] | select(.kind == "new value")'

With --json: {"type":"capture-diff","messages","differing","differences":[{"vendor","feed","eventType","kind","path","found",
"expected","messages","of","line"}]}, kind one of unreadable, unknown event type, unknown field, missing field, other type,
new value, other form.

Exit codes:
  ${exitCodes.passed}   everything is as the schemas have it
  ${exitCodes.notMet}   there are differences
  ${exitCodes.badInput}   bad input: no capture, or none of a vendor that phoney knows
  ${exitCodes.bug}  a bug in phoney`,
    )
    .action(async (file: string, flags: DiffFlags) => {
      process.exitCode = await compareFile(file, flags);
    });
}

async function compareFile(file: string, { dialect, json, quiet }: DiffFlags): Promise<number> {
  const output = processOutput({ quiet: quiet === true });
  const [{ readCaptureFile }, { differencesOf }, tallying, { readerOf, findVendor }] = await Promise.all([
    import('./read-file.ts'),
    import('../../capture/diff/differences.ts'),
    import('../../capture/diff/tally.ts'),
    import('../../dialects/index.ts'),
  ]);
  const { messages } = await readCaptureFile(file, output);
  const tally = new tallying.Tally();
  const own = dialect.map((module) => findVendor(module));
  const problems: Problem[] = [];
  for (const name of new Set(messages.map(({ vendor }) => vendor))) {
    const read = await (own.find((vendor) => vendor.name === name)?.reader() ?? readerOf(name));
    const its = messages.filter(({ vendor }) => vendor === name);
    if (read === undefined)
      problems.push({
        file,
        line: its[0]?.line ?? 1,
        path: 'vendor',
        message: `"${name}" is no vendor that phoney knows, so that there is no schema. Take its lines out, or give --dialect.`,
      });
    else
      for (const { line, path, ...message } of its) {
        const onWire = read({ ...message, url: path });
        if (onWire.schema !== null)
          tally.add(
            { vendor: name, feed: onWire.feed, eventType: onWire.eventType, line },
            differencesOf(onWire),
          );
      }
  }
  if (messages.length === 0)
    problems.push({ file, message: 'It has no messages: there is nothing to compare.' });
  if (problems.length > 0) throw new InputError(problems);
  if (quiet !== true) tell(tally, file, json === true, output);
  return tally.differing === 0 ? exitCodes.passed : exitCodes.notMet;
}

function tell(tally: Tally, file: string, isJson: boolean, output: Output): void {
  const { messages, differing, differences } = tally;
  if (isJson) {
    output.result(JSON.stringify({ type: 'capture-diff', messages, differing, differences }));
    return;
  }
  let type = '';
  for (const one of differences) {
    const own = `${one.vendor} ${one.eventType ?? '(no event type)'}: ${one.of} ${one.of === 1 ? 'message' : 'messages'}`;
    if (own !== type) output.result(plainText(own));
    type = own;
    output.result(plainText(formatDifference(one, file)));
  }
  output.result(
    differing === 0
      ? `${messages} messages, all as phoney's schemas have them.`
      : `${differing} of ${messages} messages differ from phoney's schemas.`,
  );
}

/** `  unknown field       data.mood (string)  in 12, first real.ndjson:4` */
function formatDifference(
  { kind, path, found, expected, messages, line }: CountedDifference,
  file: string,
): string {
  const place = path === '' ? 'the whole message' : path;
  const what = found === undefined ? '' : ` is ${found}`;
  const instead = expected === undefined ? '' : `, expected ${expected}`;
  return `  ${kind.padEnd(18)}  ${place}${what}${instead}; in ${messages}, first ${file}:${line}`;
}
