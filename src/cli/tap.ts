import { Command, Option } from 'commander';
import type { HubProtocol } from '../channels/message.ts';
import { exitCodes, InputError, type Problem } from '../lib/errors.ts';
import { addCaptureFlags, checkCaptureFlags, type CaptureFlags } from './capture/capture-flags.ts';
import { exitCodeHelp } from './exit.ts';
import { parseCount } from './flags/flags.ts';
import { explainReceiverUrl } from '../lib/address/receiver-url.ts';
import { machineClock } from '../lib/clock.ts';
import { listenForInterrupt } from './interrupt.ts';
import { processOutput } from './output.ts';

interface TapFlags extends CaptureFlags {
  readonly tokenUrl: string;
  readonly user: string;
  readonly passwordEnv: string;
  readonly events?: readonly string[];
  readonly users?: readonly string[];
  readonly queues?: readonly string[];
  readonly callLists?: readonly string[];
  readonly transport: 'auto' | 'websockets' | 'sse' | 'longpolling';
  readonly protocol: HubProtocol;
  readonly ca?: string;
  readonly record?: string;
  readonly count?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const help = `
Fetches a token, connects with Microsoft's own client, subscribes and prints what it hears. Without --users, --queues and
--call-lists it listens to the user itself; without --events to everything that these have. After a lost connection it
subscribes again. phoney serve prints the ids.

Examples:
  RTE_PASSWORD=phoney phoney tap --token-url http://127.0.0.1:8444/token/me/rte/ --user alice --password-env RTE_PASSWORD
  phoney tap … --events QueueStatus --queues 92b69617-0f57-4965-ad66-b66fdf00db04
  phoney tap … --transport longpolling --protocol messagepack --record heard.ndjson --count 10
  phoney tap … --users 8a7c… --capture day.ndjson.gz --scrub

With --json, stdout has one line for each message: {"type":"message","subscription","data"}, with the names as they came.
--capture keeps each with its timing; docs/capture.md has the format, phoney capture-diff holds it against phoney's schemas.
`;

/** `phoney tap`: a client for a phoney RTE or a real one. */
export function tapCommand(): Command {
  const command = new Command('tap')
    .description('Connect to an Enreach RTE hub, subscribe and print what it sends.')
    .requiredOption('--token-url <url>', 'the token endpoint, such as https://api.example/token/me/rte/')
    .requiredOption('--user <name>', 'who signs in there')
    .requiredOption('--password-env <name>', 'the environment variable that holds the password')
    .option('--events <names>', 'event types, separated by commas', parseList)
    .option('--users <ids>', 'whose events, by id, separated by commas', parseList)
    .option('--queues <ids>', 'which queues, by id', parseList)
    .option('--call-lists <ids>', 'which call lists, by id', parseList)
    .addOption(
      new Option('--transport <name>', 'how to connect')
        .choices(['auto', 'websockets', 'sse', 'longpolling'])
        .default('auto'),
    )
    .addOption(
      new Option('--protocol <name>', 'the hub protocol').choices(['json', 'messagepack']).default('json'),
    )
    .option('--ca <file>', 'an authority to trust beside the usual ones, PEM')
    .option('--record <file>', 'write every message as NDJSON')
    .option('--count <n>', 'end after so many messages', parseCount)
    .option('--json', 'print messages as JSON')
    .option('--quiet', 'print no messages');
  return addCaptureFlags(command, { hasHeaders: false })
    .addHelpText('after', `${help}${exitCodeHelp}`)
    .action(async (flags: TapFlags) => {
      process.exitCode = await tap(flags);
    });
}

async function tap(flags: TapFlags): Promise<number> {
  const output = processOutput({ quiet: flags.quiet === true });
  const [
    { fetchAccess, subjectOf },
    wishing,
    { listenToRte },
    { formatMessage },
    files,
    { trustAuthority },
    { openCapture },
    { sightedOf, tellOf },
    { tapped },
  ] = await Promise.all([
    import('./tap/fetch-token.ts'),
    import('./tap/wishes.ts'),
    import('./tap/listen-to-rte.ts'),
    import('./tap/print-message.ts'),
    import('./run/ndjson-file.ts'),
    import('./tap/trust.ts'),
    import('./capture/open-capture.ts'),
    import('./tap/captured.ts'),
    import('../dialects/index.ts'),
  ]);
  const problems = checkCaptureFlags(flags, {
    'the messages': flags.quiet !== true,
    '--record -': flags.record === '-',
  });
  const vendor = await tapped();
  const events = wishing.readEventNames(flags.events ?? [], vendor, problems);
  const request = {
    url: readUrl(flags.tokenUrl, problems),
    user: flags.user,
    password: readPassword(flags, problems),
  };
  if (flags.ca !== undefined) trustAuthority(flags.ca, problems);
  if (problems.length > 0) throw new InputError(problems);

  const first = await fetchAccess(request);
  const { hubUrl } = first;
  const { users = [], queues = [], callLists = [] } = flags;
  const own = users.length + queues.length + callLists.length === 0 ? [subjectOf(first.token) ?? ''] : users;
  const wishes = wishing.wishesFor(events, { User: own, Queue: queues, CallList: callLists }, vendor);
  if (wishes.length === 0 || own.includes('')) {
    throw new InputError(
      'There is nothing to subscribe to. Give --users, --queues or --call-lists for these events.',
    );
  }
  const file = flags.record === undefined ? undefined : await files.openNdjsonFile(flags.record);
  const capture = await openCapture(
    flags,
    { by: 'tap', vendor: vendor.name, tell: tellOf(await vendor.reader()) },
    machineClock,
  );
  const { isWanted, end, ended } = countTo(flags.count ?? Infinity);
  let access: typeof first | undefined = first;
  try {
    const listener = await listenToRte({
      access: async () => {
        const known = access;
        access = undefined;
        return known ?? fetchAccess(request);
      },
      transport: flags.transport,
      protocol: flags.protocol,
      wishes,
      onNote: (text) => output.note(text),
      onMessage: (message) => {
        if (!isWanted()) return;
        const line = JSON.stringify({ type: 'message', ...(message as object) });
        file?.write(line);
        capture?.take(sightedOf(message, machineClock.monotonicMs(), new URL(hubUrl).pathname));
        if (flags.quiet !== true) output.result(flags.json === true ? line : formatMessage(message));
      },
    });
    file?.begin();
    capture?.begin();
    const interrupt = listenForInterrupt(end);
    const lost = await Promise.race([
      ended,
      listener.ended.then((reason) => reason ?? 'the hub closed the connection'),
    ]);
    interrupt.release();
    await listener.stop();
    if (lost === undefined) return exitCodes.passed;
    output.note(`The connection is over: ${lost}.`);
    return exitCodes.notMet;
  } finally {
    await file?.close();
    await capture?.close();
  }
}

/** Counts messages. `ended` resolves at the last one, or at `end`; from then on nothing `isWanted`. */
function countTo(most: number): { isWanted: () => boolean; end: () => void; ended: Promise<undefined> } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let left = most;
  const end = (): void => {
    left = 0;
    resolve(undefined);
  };
  const isWanted = (): boolean => {
    if (left === 0) return false;
    if (--left === 0) end();
    return true;
  };
  return { isWanted, end, ended: promise };
}

function readUrl(text: string, problems: Problem[]): URL {
  const message = explainReceiverUrl(text);
  if (message === undefined) return new URL(text);
  problems.push({ path: '--token-url', message });
  return new URL('https://localhost');
}

function readPassword({ passwordEnv: name }: TapFlags, problems: Problem[]): string {
  const password = process.env[name];
  if (password !== undefined && password !== '') return password;
  const message = `The environment variable ${name} is not set. Set it to the password of the user.`;
  problems.push({ path: '--password-env', message });
  return '';
}

function parseList(text: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), ...text.split(',').map((item) => item.trim())].filter((item) => item !== '');
}
