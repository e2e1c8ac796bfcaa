import { once } from 'node:events';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { ReceiverRules, Validate } from '../dialects/vendor.ts';
import type { PemTexts } from '../tls/pem.ts';
import type { CaptureOf } from './capture/open-capture.ts';
import { machineClock } from '../lib/clock.ts';
import { exitCodes, formatProblem, InputError, type Problem } from '../lib/errors.ts';
import { collect, parsePort } from './flags/flags.ts';
import {
  addCaptureFlags,
  captureHelp,
  checkCaptureFlags,
  type CaptureFlags,
} from './capture/capture-flags.ts';
import { listenForInterrupt } from './interrupt.ts';
import { printArrivals, printCounts } from './listen/print.ts';
import type { MisbehaviourFlags } from '../receiver/behaviour.ts';
import { processOutput } from './output.ts';
import { addPemFlags, type TlsFlags } from './flags/tls-flags.ts';

interface ListenFlags extends TlsFlags, MisbehaviourFlags, CaptureFlags {
  readonly port: string;
  readonly host: string;
  readonly plain?: boolean;
  readonly minVersion?: 'TLSv1.2' | 'TLSv1.3';
  readonly as?: string;
  readonly forwardTo?: string;
  readonly json?: boolean;
  readonly printJson?: boolean;
  readonly quiet?: boolean;
}

const help = `
Answers 200 to every request, unless told to misbehave, and prints a line for each: when, the feed, the event's type and
id, whom it is about, whether it is valid and new, and what was answered. Only clients with a certificate of --ca get in.
Without the flags the certificates are certs/server.pem, certs/server-key.pem and certs/ca.pem. RingCentral has no client
certificate and speaks TLS 1.2 too: as ringcentral, everybody gets in unless you give --ca.

Examples:
  phoney certs && phoney listen
  phoney listen --port 0 --json
  phoney listen --as ringcentral
  phoney listen --status 500 --every 3
  phoney listen --misbehave "500 every 3" --misbehave "delay 10s every 10" --misbehave "reset every 20"
  phoney listen --print-json --forward-to http://localhost:3000
  phoney listen --capture day.ndjson.zst --redact X-Tenant-Key --scrub

--misbehave takes a status, a delay, or what is done to the connection instead of an answer: reset, hang up, stall,
cut body, cut chunks, stall in body, garbage, endless body, endless headers.

With --forward-to, each request goes on with its method, headers and body, and is answered with what comes back; with 502
where that receiver cannot be reached. It keeps its path, unless the URL has one: then all go there. What misbehaves is
not passed on.

With --json, stdout starts with {"type":"ready","url","port"}; then, for each request,
  {"type":"event","eventId","eventType","valid","duplicate","status"}
with "problems" where it is not valid, status null where no answer got through, "forwardError" where it could not be passed
on, and "body" with --print-json; at the end {"type":"counts",…}.
${captureHelp}

Exit codes:
  ${exitCodes.passed}   ended by SIGINT (Ctrl-C) or SIGTERM
  ${exitCodes.badInput}   bad input: a flag, or a certificate that is missing or wrong
  ${exitCodes.couldNotStart}   could not start: the port is in use, or the file of --capture cannot be written
  ${exitCodes.bug}  a bug in phoney`;

/** `phoney listen`: the built-in receiver. */
export function listenCommand(): Command {
  const command = new Command('listen')
    .description('Receive events over TLS, mutual as asapp, validate them and print them.')
    .option('--port <n>', 'the port; 0 for any that is free', '8443')
    .option('--host <address>', 'the address to listen on', '127.0.0.1');
  addPemFlags(command, "the receiver's")
    .addOption(
      new Option(
        '--min-version <version>',
        "the lowest TLS version; default: the vendor's, TLSv1.3 of asapp, TLSv1.2 of ringcentral",
      ).choices(['TLSv1.2', 'TLSv1.3']),
    )
    .option('--plain', 'HTTP without TLS; on this machine only')
    .option(
      '--as <vendor>',
      'whose schema to validate with: asapp, ringcentral, or a dialect such as ./acme.ts; default: asapp',
    )
    .option('--status <n>', 'answer this status instead of 200')
    .option('--delay <time>', 'wait before answering, such as 500ms or 10s')
    .option('--reset', 'reset the connection instead of answering')
    .option('--every <n>', 'do so at every nth request only')
    .addOption(
      new Option('--misbehave <text>', 'the same in one, such as "500 every 3"; repeatable')
        .argParser(collect)
        .default([], 'answers 200'),
    )
    .option('--forward-to <url>', 'pass each request on, and answer with what comes back')
    .option('--json', 'print one line of JSON for each request')
    .option('--print-json', 'print the body of each request too, as JSON that is easy to read')
    .option('--quiet', 'print no requests, only the counts at the end');
  return addCaptureFlags(command, { hasHeaders: true }).addHelpText('after', help).action(listen);
}

async function listen(flags: ListenFlags): Promise<void> {
  const [
    { startReceiver },
    { readMisbehaviours },
    { receivers, findReceiver, findVendor },
    { forwardTo },
    { openCapture },
  ] = await Promise.all([
    import('../receiver/receiver.ts'),
    import('../receiver/behaviour.ts'),
    import('../dialects/index.ts'),
    import('../receiver/forward.ts'),
    import('./capture/open-capture.ts'),
  ]);
  const output = processOutput({ quiet: flags.quiet === true });
  const problems = checkCaptureFlags(flags, {
    '--json': flags.json === true,
    '--print-json': flags.printJson === true,
  });
  const misbehaviours = readMisbehaviours(flags, problems);
  const port = readPort(flags.port, problems);
  const [usual = ''] = receivers.keys();
  const vendor = flags.as ?? usual;
  const rules = readRules(() => findReceiver(vendor), problems);
  const tls =
    flags.plain === true
      ? await checkPlain(flags.host, problems)
      : await loadTls(flags, rules?.clientCertificate === true, problems);
  const target = flags.forwardTo === undefined ? undefined : await readTarget(flags.forwardTo, problems);
  if (problems.length > 0 || rules === undefined) throw new InputError(problems);
  // Before anybody is told that it listens: who is told may end it at once.
  const interrupt = listenForInterrupt(() => undefined);
  for (const warning of tls?.warnings ?? []) output.note(`warning: ${formatProblem(warning)}`);

  const validate = await rules.validator();
  const { name } = findVendor(vendor);
  const told = { by: 'listen', vendor: name, tell: tellOf(validate) } as const;
  const capture = await openCapture(flags, told, machineClock);
  // Standard output is the capture's where it goes there.
  const isSilent = flags.capture === '-';
  try {
    const receiver = await startReceiver({
      host: flags.host,
      port,
      ...(tls !== undefined && {
        tls: { ...tls, minVersion: flags.minVersion ?? rules.minVersion },
      }),
      validate,
      misbehaviours,
      ...(target !== undefined && { forward: forwardTo(target) }),
      clock: machineClock,
      ...(capture !== undefined && {
        onReceived: ({ monotonicMs: ms, ...request }) => capture.take({ channel: 'http', ms, ...request }),
      }),
      onArrival: isSilent ? () => undefined : printArrivals(output, flags),
      onRefusal: (reason) => output.note(`refused a connection: ${reason}`),
    });
    capture?.begin();
    if (flags.json === true) {
      output.result(JSON.stringify({ type: 'ready', url: receiver.url, port: receiver.port }));
    } else output.note(`Listening on ${receiver.url}. Press Ctrl-C to end.`);
    if (!interrupt.stop.aborted) await once(interrupt.stop, 'abort');
    interrupt.release();
    await receiver.close();
    if (!isSilent) printCounts(output, receiver.counts(), flags);
  } finally {
    await capture?.close();
  }
}

/** What a request says of itself, read as the receiver reads it. */
function tellOf(validate: Validate): CaptureOf['tell'] {
  return ({ path, ...request }) => {
    const { feed, eventType, eventId } = validate({ ...request, url: path });
    return { feed, eventType, eventId };
  };
}

/** How the vendor of --as calls receivers; what is wrong with it is told with everything else. */
function readRules(find: () => ReceiverRules, problems: Problem[]): ReceiverRules | undefined {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems.map((problem) => ({ path: '--as', ...problem })));
    return undefined;
  }
}

/** The port, as flags are read elsewhere; here what is wrong with it is told with everything else. */
function readPort(text: string, problems: Problem[]): number {
  try {
    return parsePort(text);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    problems.push({ path: '--port', message: error.message });
    return 0;
  }
}

/** The receiver to pass requests on to, which plain HTTP may reach on this machine only. */
async function readTarget(text: string, problems: Problem[]): Promise<URL> {
  const { explainReceiverUrl } = await import('../lib/address/receiver-url.ts');
  const message = explainReceiverUrl(text);
  if (message === undefined) return new URL(text);
  problems.push({ path: '--forward-to', message });
  return new URL('http://localhost');
}

async function checkPlain(host: string, problems: Problem[]): Promise<undefined> {
  const { isLoopback } = await import('../lib/address/receiver-url.ts');
  if (isLoopback(host)) return;
  problems.push({
    path: '--plain',
    message: `Plain HTTP on "${host}" could be read by others; it is for this machine only. Leave out --plain, or --host.`,
  });
}

/** `mutual`: clients are let in by their certificate. */
async function loadTls(flags: ListenFlags, mutual: boolean, problems: Problem[]): Promise<PemTexts> {
  const { loadPem } = await import('../tls/pem.ts');
  const {
    cert = 'certs/server.pem',
    key = 'certs/server-key.pem',
    ca = mutual ? 'certs/ca.pem' : undefined,
    passphraseEnv,
  } = flags;
  const files = {
    cert,
    key,
    ...(ca !== undefined && { ca }),
    ...(passphraseEnv !== undefined && { passphraseEnv }),
  };
  const texts = loadPem(files, process.env, machineClock.wallMs());
  problems.push(...texts.problems);
  return texts;
}
