import { Command } from 'commander';
import type { CountedDifference, Tally } from '../../capture/diff/tally.ts';
import { exitCodes, InputError } from '../../lib/errors.ts';
import { plainText } from '../../lib/plain-text.ts';
import { processOutput, type Output } from '../output.ts';
import { addDialectFlag, type DialectFlag } from './dialect-flag.ts';

interface DiffFlags extends DialectFlag {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `phoney capture-diff FILE`: where real traffic and phoney's schemas disagree. */
export function captureDiffCommand(): Command {
  const command = new Command('capture-diff')
    .description("Hold captured messages against phoney's schemas, and say where they disagree.")
    .argument(
      '<capture>',
      'a file that --capture or --record wrote, compressed or not, or - for standard input',
    )
    .option('--json', 'print one line of JSON')
    .option('--quiet', 'print nothing; the exit code tells');
  return addDialectFlag(command)
    .addHelpText(
      'after',
      `
For each type of event: fields that are not known or missing, values of another type, values that an enumeration does not
have, and other forms; how many messages have it, and the line of the first. What real traffic has and phoney does not is
an assumption of phoney's that is wrong: please report it. No values are printed but those of enumerations.

Examples:
  phoney capture-diff real.ndjson
  phoney capture-diff own.ndjson --dialect ./acme.ts
  phoney capture-diff real.ndjson.zst --json | jq '.differences[] | select(.kind == "new value")'

With --json: {"type":"capture-diff","messages","differing","differences":[{"vendor","feed","eventType","kind","path","found",
"expected","messages","of","line"}]}, kind one of unreadable, unknown event type, unknown field, missing field, other type,
new value, other form.

Exit codes:
  ${exitCodes.passed}   everything is as the schemas have it
  ${exitCodes.notMet}   there are differences
  ${exitCodes.badInput}   bad input: no capture, a dialect that is wrong, or messages of a vendor without one
  ${exitCodes.bug}  a bug in phoney`,
    )
    .action(async (file: string, flags: DiffFlags) => {
      process.exitCode = await compareFile(file, flags);
    });
}

async function compareFile(file: string, { json, quiet, dialect }: DiffFlags): Promise<number> {
  const output = processOutput({ quiet: quiet === true });
  const [{ readCaptureFile }, { differencesOf }, tallying, { readerOf }, { guestsNamed, strangersIn }] =
    await Promise.all([
      import('./read-file.ts'),
      import('../../capture/diff/differences.ts'),
      import('../../capture/diff/tally.ts'),
      import('../../dialects/index.ts'),
      import('./capture-guests.ts'),
    ]);
  const guests = guestsNamed(dialect);
  const { messages } = await readCaptureFile(file, output);
  const problems = strangersIn(messages, guests, { file, wayOut: ', or take its lines out' });
  if (messages.length === 0)
    problems.push({ file, message: 'It has no messages: there is nothing to compare.' });
  if (problems.length > 0) throw new InputError(problems);
  const tally = new tallying.Tally();
  for (const name of new Set(messages.map(({ vendor }) => vendor))) {
    const read = await readerOf(name, guests);
    for (const { line, path, vendor, ...message } of messages) {
      if (vendor !== name || read === undefined) continue;
      const onWire = read({ ...message, url: path });
      if (onWire.schema === null) continue;
      tally.add({ vendor, feed: onWire.feed, eventType: onWire.eventType, line }, differencesOf(onWire));
    }
  }
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
