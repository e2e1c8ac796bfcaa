import { Command } from 'commander';
import { readFilter, type CapturedFilter } from '../../capture/filter.ts';
import type { CapturedLine } from '../../capture/read-capture.ts';
import { InputError, type Problem } from '../../lib/errors.ts';
import { readHeader } from '../../lib/headers.ts';
import { exitCodeHelp } from '../exit.ts';
import { addControlFlags, openControlFor, type ControlFlags } from '../flags/control-flags.ts';
import { collect, parseCount, parseDurationFlag, parsePort, parsePositive } from '../flags/flags.ts';
import { addTlsFlags } from '../flags/tls-flags.ts';
import { together } from '../flags/together.ts';
import { processOutput, type Output } from '../output.ts';
import { addReportFlags, readWishes, reportHelp, type ReportFlags } from '../report/report-flags.ts';
import { addDialectFlag, type DialectFlag } from './dialect-flag.ts';
import type { ReplayScenarioFlags } from './replay-scenario.ts';

interface ReplayFlags extends ReplayScenarioFlags, DialectFlag, ControlFlags, ReportFlags {
  readonly filter: readonly string[];
  readonly header: readonly string[];
  readonly newIds?: boolean;
  readonly shiftTimes?: boolean;
  readonly parallel?: boolean;
  readonly record?: string;
  readonly waitForReceiver?: number;
  readonly port: number;
  readonly waitForClients?: number;
  readonly failFast?: boolean;
  readonly json?: boolean;
  readonly jsonLines?: boolean;
  readonly quiet?: boolean;
}

/** `phoney replay FILE`: sends captured messages again. */
export function replayCommand(): Command {
  const command = new Command('replay')
    .description('Send captured messages again, in their order and at their times, and judge it as a run.')
    .argument(
      '<capture>',
      'a file that --capture or --record wrote, compressed or not, or - for standard input',
    )
    .option(
      '--url <url>',
      'send to this address: URL for all, vendor=URL or vendor.feed=URL; repeatable. Without a path of its own each message keeps its',
      collect,
      [],
    )
    .option('--speed <factor>', 'this many times as fast as it came, such as 4x', parseSpeed)
    .option('--rate <n>', 'n messages a second, evenly, whatever their times', parsePositive)
    .option('--max', 'as fast as the receivers take them')
    .option(
      '--filter <vendor/feed/event_type>',
      'only these; * is any, and so is what is left out at the end; repeatable',
      collect,
      [],
    )
    .option('--new-ids', 'other event ids, the same for what came twice; default: they are kept')
    .option(
      '--shift-times',
      'move the times in the messages so that the first is now; default: they are kept',
    )
    .option('--parallel', 'do not wait for the answer to one message before the next leaves')
    .option(
      '--header <Name: value>',
      'send a header along, such as one that was hidden; repeatable',
      collect,
      [],
    )
    .option(
      '--scenario <file>',
      'its faults, expectations, targets, limits and pace; its centre is not played',
    )
    .option('--record <file>', 'write every message, attempt and outcome as NDJSON; - for stdout, .gz, .zst')
    .option(
      '--wait-for-receiver <time>',
      'begin once something listens wherever messages go, at the latest after so long',
      parseDurationFlag,
    )
    .option('--port <n>', 'where a hub listens, on this machine; 0 for any port', parsePort, 0)
    .option('--wait-for-clients <n>', 'begin once so many clients of a hub have subscribed', parseCount)
    .option('--fail-fast', 'end at the first message that is dropped')
    .option('--json', 'print JSON lines on stdout, the last one the summary')
    .option('--json-lines', 'every record as a line on stdout as it comes, the summary last')
    .option('--quiet', 'no progress and no report; the exit code tells');
  return addTlsFlags(addControlFlags(addReportFlags(addDialectFlag(command))))
    .addHelpText(
      'after',
      `
Each message leaves once the one before it is answered or given up, and not before its time, so that they come in the order
of the capture. Messages of a hub go to every client that has subscribed to their type of event. Bodies are sent byte for byte but for --new-ids and --shift-times; headers as well, but for those of the
connection and those that were hidden. A record of a run gives what it has sent, copies included. See docs/capture.md.

Examples:
  phoney replay day.ndjson --url https://localhost:8443/
  phoney replay day.ndjson.zst --url http://localhost:3000/events --speed 60x --shift-times --new-ids
  phoney replay day.ndjson --url http://localhost:3000 --rate 200 --parallel --filter asapp/journey
  phoney replay own.ndjson --dialect ./acme.ts --url http://localhost:3000
  phoney replay day.ndjson --scenario faults.yaml --url http://localhost:3000 --max --report html=report.html
${reportHelp}
${exitCodeHelp}`,
    )
    .action(async (file: string, flags: ReplayFlags) => {
      process.exitCode = await replayFile(file, flags);
    });
}

/** `4x` or `4`. */
function parseSpeed(text: string): number {
  return parsePositive(text.replace(/x$/i, ''));
}

async function replayFile(file: string, flags: ReplayFlags): Promise<number> {
  const output = processOutput({ quiet: flags.quiet === true });
  const [
    { readCaptureFile },
    { playAndReport },
    { machineClock },
    making,
    running,
    { HubListeners },
    { replayedOf },
    finding,
    { guestsNamed, strangersIn },
  ] = await Promise.all([
    import('./read-file.ts'),
    import('../run/play-and-report.ts'),
    import('../../lib/clock.ts'),
    import('./replay-scenario.ts'),
    import('../../run/replay/replay.ts'),
    import('../../run/replay/hub-listeners.ts'),
    import('./replayed.ts'),
    import('../run/find-certificates.ts'),
    import('./capture-guests.ts'),
  ]);
  const problems: Problem[] = [];
  const filters = readFilters(flags.filter, problems);
  const headers = readHeaders(flags.header, problems);
  checkPace(flags, problems);
  if (flags.url.length === 0 && flags.scenario === undefined)
    problems.push({
      path: '--url',
      message: 'Nobody says where to. Give --url, or a --scenario with targets.',
    });
  const reads = [file, ...(flags.scenario === undefined ? [] : [flags.scenario])];
  together(
    () => readWishes(flags, { ...flags, reads }),
    () => {
      if (problems.length > 0) throw new InputError(problems);
    },
  );
  const isWanted: CapturedFilter = (one) => filters.length === 0 || filters.some((suits) => suits(one));
  const { startedAtMs, messages: suiting, count } = await readCaptureFile(file, output, { isWanted });
  const given = making.givenScenario(flags);
  const guests = guestsNamed(flags.dialect, given.targets);
  const messages = sendable(suiting, Object.keys(given.targets), output);
  const feeds = [...new Set(messages.map(({ vendor, feed }) => `${vendor}.${feed ?? 'unknown'}`))];
  const urlOf = making.readUrls(flags.url, feeds, problems);
  if (messages.length === 0) problems.push({ file, message: nothing(count) });
  problems.push(...strangersIn(messages, guests, { file, wayOut: ', or a --scenario with that target' }));
  if (problems.length > 0) throw new InputError(problems);
  const cameMs = Math.floor(startedAtMs + (messages[0]?.ms ?? 0));
  const startMs = flags.shiftTimes === true ? machineClock.wallMs() : cameMs;
  const spanMs = messages.reduce((longest, { ms }) => Math.max(longest, ms - (messages[0]?.ms ?? ms)), 0);
  const span = { feeds, guests, startMs, endMs: startMs + Math.ceil(spanMs) };
  const adapted = making.replayScenario(given, flags, span, urlOf);
  const scenario = finding.useFoundCertificates(adapted, (line) => output.note(line));
  const named = { ...scenario, file: file === '-' ? 'standard input' : file };
  const listeners = new HubListeners();
  const replayed = replayedOf(messages, {
    startMs,
    shiftMs: flags.shiftTimes === true ? startMs - cameMs : 0,
    newIds: flags.newIds === true,
    urlOf: making.addressesFor(scenario.targets, urlOf),
    listenersOf: (vendor, eventType) => listeners.of(vendor, eventType),
    subscribersOf: (vendor, topic) => listeners.ofTopic(vendor, topic),
    headers,
  });
  output.note(`${output.paint.bold('phoney replay')} ${file}, ${messages.length} messages`);
  const control = await openControlFor(flags, output);
  try {
    return await playAndReport(named, { ...flags, reads, command: 'replay' }, output, machineClock, {
      paused: flags.paused === true,
      source: running.replay(replayed),
      listen: { port: flags.port },
      // Nobody calls but clients of a hub: links to recordings are those of the capture.
      ...(!messages.some(({ channel }) => channel !== 'http') && { server: false as const }),
      lookOn: (dialect) => running.silence(dialect, listeners),
      inOrder: flags.parallel !== true,
      ...(control !== undefined && { control, keep: flags.keep }),
    });
  } finally {
    await control?.close();
  }
}

function sendable(
  suiting: readonly CapturedLine[],
  targets: readonly string[],
  output: Output,
): CapturedLine[] {
  const sent = suiting.filter(({ channel, vendor }) => channel === 'http' || targets.includes(vendor));
  if (sent.length < suiting.length)
    output.note(
      `warning: ${suiting.length - sent.length} messages of a hub are left out: their clients connect, as users of a centre. Give a --scenario with that target and its users.`,
    );
  return sent;
}

function nothing(count: number): string {
  return count === 0
    ? 'It has no messages: there is nothing to replay.'
    : `None of its ${count} messages is a request that suits --filter. Leave it out, or write vendor/feed/event_type as the capture has them.`;
}

function readFilters(texts: readonly string[], problems: Problem[]): CapturedFilter[] {
  return texts.flatMap((text) => {
    const filter = readFilter(text);
    if (filter !== undefined) return [filter];
    const message = `"${text}" is no filter. Write vendor/feed/event_type, as the capture has them, with * for any.`;
    problems.push({ path: '--filter', message });
    return [];
  });
}

function readHeaders(texts: readonly string[], problems: Problem[]): Record<string, string> {
  const pairs = texts.flatMap((text) => {
    const header = readHeader(text);
    if (typeof header !== 'string') return [[header.name.toLowerCase(), header.value] as const];
    problems.push({ path: '--header', message: header });
    return [];
  });
  return Object.fromEntries(pairs);
}

function checkPace({ speed, rate, max }: ReplayFlags, problems: Problem[]): void {
  const given = [speed !== undefined && '--speed', rate !== undefined && '--rate', max === true && '--max'];
  const names = given.filter((name) => name !== false);
  if (names.length > 1)
    problems.push({ message: `${names.join(' and ')} exclude each other. Keep one of them.` });
}
