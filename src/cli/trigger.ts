import { Command, Option } from 'commander';
import { randomInt } from 'node:crypto';
import type { Attempt, Lane, Message, Outcome } from '../channels/message.ts';
import type { OneMessage } from '../dialects/index.ts';
import type { TlsFiles } from '../dialects/vendor.ts';
import { exitCodes, InputError } from '../lib/errors.ts';
import { exitCodeHelp } from './exit.ts';
import { collect, parseDurationFlag, parseSeed } from './flags.ts';
import { processOutput, type Output } from './output.ts';
import { addTlsFlags, type TlsFlags } from './tls-flags.ts';

interface TriggerFlags extends TlsFlags {
  readonly url: string;
  readonly override: readonly string[];
  readonly seed?: number;
  readonly form?: 'url-encoded' | 'json';
  readonly waitForReceiver?: number;
  readonly dryRun?: boolean;
  readonly list?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `phoney trigger VENDOR EVENT_TYPE`: sends one event. */
export function triggerCommand(): Command {
  const command = new Command('trigger')
    .description('Send one valid event of the type you name.')
    .argument('<vendor>', 'asapp or ringcentral')
    .argument('[event-type]', 'such as agent_activity_status_updated; --list shows them all')
    .option('--url <url>', 'where to', 'https://localhost:8443/events')
    .option(
      '--override <path=value>',
      'replace a field; asapp: JSON, or else text; ringcentral: text, or null; repeatable',
      collect,
      [],
    )
    .option('--seed <n>', 'the same ids again; default: new ones each time', parseSeed)
    .addOption(
      new Option('--form <form>', 'how RingCentral sends it; default: url-encoded, as the vendor').choices([
        'url-encoded',
        'json',
      ]),
    )
    .option(
      '--wait-for-receiver <time>',
      'wait until something listens there, at most so long',
      parseDurationFlag,
    )
    .option('--list', "print the vendor's event types")
    .option('--dry-run', 'print the request instead of sending it')
    .option('--json', 'print the outcome in JSON')
    .option('--quiet', 'print nothing; the exit code tells');
  return addTlsFlags(command)
    .addHelpText(
      'after',
      `
Examples:
  phoney trigger asapp --list
  phoney trigger asapp SURVEY_SUBMITTED
  phoney trigger ringcentral LOGIN --form json --url https://receiver.example/agents --ca ca.pem
  phoney trigger asapp queue_size_updated --override details.last_queue_size=17 --dry-run

Without --cert, --key and --ca, and with an https: URL on this machine, it takes certs/client.pem, certs/client-key.pem and
certs/ca.pem where they exist (phoney certs makes them).
${exitCodeHelp}`,
    )
    .action(async (vendor: string, eventType: string | undefined, flags: TriggerFlags) => {
      process.exitCode = await trigger(vendor, eventType, flags);
    });
}

async function trigger(
  vendorName: string,
  eventType: string | undefined,
  flags: TriggerFlags,
): Promise<number> {
  const output = processOutput({ quiet: flags.quiet === true });
  const { sampleOf } = await import('../dialects/index.ts');
  const vendor = await sampleOf(vendorName);
  if (flags.list === true) {
    if (flags.json === true) {
      const { eventTypes } = vendor;
      output.result(JSON.stringify({ type: 'event-types', vendor: vendorName, eventTypes }));
    } else for (const type of vendor.eventTypes) output.result(type);
    return exitCodes.passed;
  }
  if (eventType === undefined) {
    throw new InputError(
      `Which event? Name its type; phoney trigger ${vendorName} --list prints all of them.`,
    );
  }
  const { machineClock } = await import('../lib/clock.ts');
  const tls = await tlsFor(vendorName, flags, output);
  const one = vendor.make(eventType, {
    seed: flags.seed ?? randomInt(2 ** 47),
    wallMs: machineClock.wallMs(),
    url: flags.url,
    overrides: flags.override,
    tls,
    ...(flags.form !== undefined && { form: flags.form }),
  });
  for (const { path, message } of one.problems)
    output.note(`warning: the event is not valid: ${path ?? ''} ${message}`);
  if (flags.dryRun === true) {
    const { method, url, body } = one.message;
    output.result(body === '' ? `${method} ${url}` : body);
    return exitCodes.passed;
  }
  const [{ attempts, outcome }, { explainError }] = await Promise.all([
    sendWhenReady(one, flags, output),
    import('../record/explain-error.ts'),
  ]);
  const last = attempts.at(-1);
  if (flags.json === true) {
    const { eventId, eventType: type, method, url, body } = one.message;
    const { status = null, error = null, answer = null } = last ?? {};
    const told = { eventId, eventType: type, outcome: outcome.outcome, status, error, answer };
    output.result(JSON.stringify({ type: 'triggered', ...told, method, url, body }));
  } else {
    const tookMs = last === undefined ? 0 : Math.round(last.finishedMs - last.startedMs);
    output.note(
      outcome.outcome === 'delivered'
        ? `${output.paint.good('delivered')} ${one.message.eventType} ${one.message.eventId} in ${tookMs} ms`
        : `${output.paint.bad('not delivered')} ${one.message.eventType}: ${outcome.reason ?? 'unknown'}`,
    );
    if (last?.answer !== undefined && outcome.outcome !== 'delivered')
      output.note(`The receiver answered: ${last.answer}`);
    const showsCertificate = one.lane.tls.cert !== undefined;
    const why = explainError(last?.error ?? '', { url: one.message.url, showsCertificate });
    if (why !== undefined) output.note(why);
  }
  return outcome.outcome === 'delivered' ? exitCodes.passed : exitCodes.notMet;
}

/** The flags' files, or else those that are found. */
async function tlsFor(vendor: string, flags: TriggerFlags, output: Output): Promise<TlsFiles> {
  const { cert, key, ca, passphraseEnv } = flags;
  if ([cert, key, ca, passphraseEnv].some((flag) => flag !== undefined) || flags.dryRun === true)
    return flags;
  const { describeFound, findCertificates } = await import('./find-certificates.ts');
  const found = findCertificates(vendor, [flags.url]);
  if (found !== undefined) output.note(describeFound(found));
  return found ?? {};
}

async function sendWhenReady(one: OneMessage, flags: TriggerFlags, output: Output): Promise<Sent> {
  const { waitForReceiver: withinMs } = flags;
  const { explainReceiverUrl } = await import('../lib/receiver-url.ts');
  const { url } = one.message;
  const problem = explainReceiverUrl(url);
  if (problem !== undefined) throw new InputError([{ file: '--url', message: problem }]);
  if (withinMs !== undefined) {
    const [{ waitForReceivers }, { machineClock }] = await Promise.all([
      import('./run/wait-for-receivers.ts'),
      import('../lib/clock.ts'),
    ]);
    await waitForReceivers([{ url, tls: one.lane.tls }], withinMs, {
      env: process.env,
      clock: machineClock,
      say: (line) => output.note(line),
      signal: new AbortController().signal,
    });
  }
  return send(one);
}

interface Sent {
  readonly attempts: readonly Attempt[];
  readonly outcome: Outcome;
}

/** One message through the same channel as a run's, with no retries. */
async function send({ message, lane }: OneMessage): Promise<Sent> {
  const [{ createHttpChannel }, { createRandom }, { machineClock }] = await Promise.all([
    import('../channels/http/index.ts'),
    import('../lib/random.ts'),
    import('../lib/clock.ts'),
  ]);
  return new Promise((resolve, reject) => {
    const attempts: Attempt[] = [];
    const onlyOnce: Lane = { ...lane, retries: 0 };
    const channel = createHttpChannel({
      lanes: [onlyOnce],
      observer: {
        attempted: (_message: Message, attempt) => void attempts.push(attempt),
        ended: (_message: Message, outcome) => {
          channel.close().then(() => resolve({ attempts, outcome }), reject);
        },
      },
      clock: machineClock,
      random: createRandom(1),
      env: process.env,
    });
    channel.send(message, machineClock.monotonicMs());
  });
}
