import { randomInt } from 'node:crypto';
import type { HttpMessage, Lane } from '../../channels/message.ts';
import type { Sampler } from '../../dialects/dialect.ts';
import { createDialects, findVendor, secureTargets, targetEverything } from '../../dialects/index.ts';
import { machineClock } from '../../lib/clock.ts';
import { exitCodes, InputError, type Problem } from '../../lib/errors.ts';
import { mergeHeaders, readHeader } from '../../lib/headers.ts';
import { explainReceiverUrl } from '../../lib/address/receiver-url.ts';
import { explainError } from '../../record/explain-error.ts';
import { makeSample } from '../../run/sample.ts';
import type { TlsFiles } from '../../dialects/vendor.ts';
import { describeFound, findCertificates } from '../run/find-certificates.ts';
import { processOutput, type Output } from '../output.ts';
import type { TlsFlags } from '../flags/tls-flags.ts';

/** What the command line says of one event. */
export interface TriggerFlags extends TlsFlags {
  readonly url: string;
  readonly override: readonly string[];
  readonly header: readonly string[];
  readonly seed?: number;
  readonly form?: 'url-encoded' | 'json';
  readonly waitForReceiver?: number;
  readonly dryRun?: boolean;
  readonly list?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Makes one event, and prints or sends it; returns the exit code. */
export async function trigger(
  vendorName: string,
  eventType: string | undefined,
  flags: TriggerFlags,
): Promise<number> {
  const output = processOutput({ quiet: flags.quiet === true });
  const problem = explainReceiverUrl(flags.url);
  const problems = problem === undefined ? [] : [{ file: '--url', message: problem }];
  const headers = readHeaders(flags.header, problems);
  if (problems.length > 0) throw new InputError(problems);
  const tls = tlsFor(vendorName, flags, output);
  const targets = secureTargets(targetEverything(vendorName, flags.url, flags.form), tls);
  const [dialect] = createDialects(targets, 0);
  const sampler = dialect?.sampler;
  if (dialect === undefined || sampler === undefined) {
    throw new InputError(`No single event of "${vendorName}" can be made.`);
  }
  if (flags.list === true) {
    const { eventTypes } = sampler;
    if (flags.json === true)
      output.result(JSON.stringify({ type: 'event-types', vendor: vendorName, eventTypes }));
    else for (const type of eventTypes) output.result(type);
    return exitCodes.passed;
  }
  if (eventType === undefined) {
    throw new InputError(
      `Which event? Name its type; phoney trigger ${vendorName} --list prints all of them.`,
    );
  }
  const { draft, problems: flaws } = await makeSample(dialect, eventType, {
    seed: flags.seed ?? randomInt(2 ** 47),
    at: machineClock.wallMs(),
    overrides: readOverrides(flags.override, sampler),
  });
  for (const { path, message } of flaws)
    output.note(`warning: the event is not valid: ${path ?? ''} ${message}`);
  const request = draft.channel === 'http' && draft.body === '' ? `${draft.method} ${draft.url}` : draft.body;
  if (flags.dryRun === true) {
    output.result(request);
    return exitCodes.passed;
  }
  const lane = dialect.lanes.find(({ feed }) => feed === draft.feed);
  if (draft.channel !== 'http' || lane === undefined) throw new InputError(explainHub(vendorName));
  const message: HttpMessage = {
    ...draft,
    seq: 1,
    headers: mergeHeaders(draft.headers, headers),
    secretHeaders: [...(draft.secretHeaders ?? []), ...Object.keys(headers)],
  };
  await waitForReceiver(lane, flags, output);
  // What sends takes long to load, which a dry run need not wait for.
  const { sendOne } = await import('./send-one.ts');
  const { attempts, outcome } = await sendOne(message, lane);
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
    if (last?.detail !== undefined) output.note(last.detail);
    if (last?.answer !== undefined && outcome.outcome !== 'delivered')
      output.note(`The receiver answered: ${last.answer}`);
    const showsCertificate = (lane.tls.cert ?? lane.tls.pfx) !== undefined;
    const why = explainError(last?.error ?? '', { url: message.url, showsCertificate });
    if (why !== undefined) output.note(why);
  }
  return outcome.outcome === 'delivered' ? exitCodes.passed : exitCodes.notMet;
}

/** The flags' files, or else those that are found. */
function tlsFor(vendor: string, flags: TriggerFlags, output: Output): TlsFiles {
  const { cert, key, pfx, ca, passphraseEnv } = flags;
  if ([cert, key, pfx, ca, passphraseEnv].some((flag) => flag !== undefined) || flags.dryRun === true)
    return flags;
  const found = findCertificates(findVendor(vendor).receiver, [flags.url]);
  if (found !== undefined) output.note(describeFound(found));
  return found ?? {};
}

async function waitForReceiver(
  { tls }: Lane,
  { url, waitForReceiver: withinMs }: TriggerFlags,
  output: Output,
): Promise<void> {
  if (withinMs === undefined) return;
  const { waitForReceivers } = await import('../run/wait-for-receivers.ts');
  await waitForReceivers([{ url, tls }], withinMs, {
    env: process.env,
    clock: machineClock,
    say: (line) => output.note(line),
    signal: new AbortController().signal,
  });
}

function readHeaders(texts: readonly string[], problems: Problem[]): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const text of texts) {
    const header = readHeader(text);
    if (typeof header === 'string') problems.push({ file: '--header', message: header });
    else headers[header.name.toLowerCase()] = header.value;
  }
  return headers;
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
