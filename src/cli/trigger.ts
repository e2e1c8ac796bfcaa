import { Command, Option } from 'commander';
import { randomInt } from 'node:crypto';
import type { Attempt, HttpMessage, Lane, Message, Outcome } from '../channels/message.ts';
import type { Sampler } from '../dialects/dialect.ts';
import { exitCodes, InputError } from '../lib/errors.ts';
import { exitCodeHelp } from './exit.ts';
import { collect, parseSeed } from './flags.ts';
import { processOutput } from './output.ts';
import { addTlsFlags, type TlsFlags } from './tls-flags.ts';

interface TriggerFlags extends TlsFlags {
  readonly url: string;
  readonly override: readonly string[];
  readonly seed?: number;
  readonly form?: 'url-encoded' | 'json';
  readonly dryRun?: boolean;
  readonly list?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `phoney trigger VENDOR EVENT_TYPE`: sends one event. */
export function triggerCommand(): Command {
  const command = new Command('trigger')
    .description('Send one valid event of the type you name.')
    .argument('<vendor>', 'asapp, ringcentral or enreach')
    .argument('[event-type]', 'such as agent_activity_status_updated; --list shows them all')
    .option('--url <url>', 'where to', 'https://localhost:8443/events')
    .option(
      '--override <path=value>',
      'replace a field; JSON, or else text; ringcentral: text, or null; repeatable',
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
  phoney trigger asapp SURVEY_SUBMITTED --cert certs/client.pem --key certs/client-key.pem --ca certs/ca.pem
  phoney trigger ringcentral LOGIN --form json --url https://localhost:8443/agents --ca certs/ca.pem
  phoney trigger enreach UserStatus --dry-run
  phoney trigger asapp queue_size_updated --override details.last_queue_size=17 --dry-run
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
  const { createDialects, secureTargets, targetEverything } = await import('../dialects/index.ts');
  const targets = secureTargets(targetEverything(vendorName, flags.url, flags.form), flags);
  const [dialect] = createDialects(targets, 0);
  const sampler = dialect?.sampler;
  if (dialect === undefined || sampler === undefined)
    throw new Error(`${vendorName} makes no single events.`);
  if (flags.list === true) {
    for (const type of sampler.eventTypes) output.result(type);
    return exitCodes.passed;
  }
  if (eventType === undefined) {
    throw new InputError(
      `Which event? Name its type; phoney trigger ${vendorName} --list prints all of them.`,
    );
  }
  const [{ makeSample }, { machineClock }] = await Promise.all([
    import('../run/sample.ts'),
    import('../lib/clock.ts'),
  ]);
  const { draft, problems } = await makeSample(dialect, eventType, {
    seed: flags.seed ?? randomInt(2 ** 47),
    at: machineClock.wallMs(),
    overrides: readOverrides(flags.override, sampler),
  });
  for (const { path, message } of problems)
    output.note(`warning: the event is not valid: ${path ?? ''} ${message}`);
  const request = draft.channel === 'http' && draft.body === '' ? `${draft.method} ${draft.url}` : draft.body;
  if (flags.dryRun === true) {
    output.result(request);
    return exitCodes.passed;
  }
  const lane = dialect.lanes.find(({ feed }) => feed === draft.feed);
  if (draft.channel !== 'http' || lane === undefined) throw new InputError(explainHub(vendorName));
  const message = { ...draft, seq: 1 };
  const [{ attempts, outcome }, { explainError }] = await Promise.all([
    send(message, lane),
    import('../record/explain-error.ts'),
  ]);
  const last = attempts.at(-1);
  if (flags.json === true) {
    const { eventId, eventType: type, method, url, body } = message;
    const { status = null, error = null, answer = null } = last ?? {};
    const told = { eventId, eventType: type, outcome: outcome.outcome, status, error, answer };
    output.result(JSON.stringify({ type: 'triggered', ...told, method, url, body }));
  } else {
    const tookMs = last === undefined ? 0 : Math.round(last.finishedMs - last.startedMs);
    output.note(
      outcome.outcome === 'delivered'
        ? `${output.paint.good('delivered')} ${message.eventType} ${message.eventId} in ${tookMs} ms`
        : `${output.paint.bad('not delivered')} ${message.eventType}: ${outcome.reason ?? 'unknown'}`,
    );
    if (last?.answer !== undefined && outcome.outcome !== 'delivered')
      output.note(`The receiver answered: ${last.answer}`);
    const why = explainError(last?.error ?? '');
    if (why !== undefined) output.note(why);
  }
  return outcome.outcome === 'delivered' ? exitCodes.passed : exitCodes.notMet;
}

function readOverrides(texts: readonly string[], { readValue }: Sampler): Readonly<Record<string, unknown>> {
  const problems = texts
    .filter((text) => text.indexOf('=') < 1)
    .map((text) => ({
      file: '--override',
      message: `"${text}" is not an override. Write path=value, such as data.rep_id=42.`,
    }));
  if (problems.length > 0) throw new InputError(problems);
  return Object.fromEntries(
    texts.map((text) => {
      const equals = text.indexOf('=');
      return [text.slice(0, equals), readValue(text.slice(equals + 1))];
    }),
  );
}

function explainHub(vendor: string): string {
  return `Clients of ${vendor} connect and subscribe, so that there is no address to send to. Print the event with --dry-run, or play a day for clients with phoney serve scenarios/${vendor}-everything.yaml.`;
}

interface Sent {
  readonly attempts: readonly Attempt[];
  readonly outcome: Outcome;
}

/** One message through the same channel as a run's, with no retries. */
async function send(message: HttpMessage, lane: Lane): Promise<Sent> {
  const [{ createHttpChannel }, { createRandom }, { machineClock }, { explainReceiverUrl }] =
    await Promise.all([
      import('../channels/http/index.ts'),
      import('../lib/random.ts'),
      import('../lib/clock.ts'),
      import('../lib/receiver-url.ts'),
    ]);
  const problem = explainReceiverUrl(message.url);
  if (problem !== undefined) throw new InputError([{ file: '--url', message: problem }]);
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
