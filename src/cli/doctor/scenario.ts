import { readFileSync } from 'node:fs';
import net from 'node:net';
import tls from 'node:tls';
import type { SecureContext } from 'node:tls';
import { addressesOf, createDialects, vendorNames } from '../../dialects/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { formatProblem, InputError, type Problem } from '../../lib/errors.ts';
import { loadScenario, type Scenario } from '../../scenario/index.ts';
import { createProbe } from '../../channels/http/probe.ts';
import { loadTls } from '../../tls/client-context.ts';
import { useFoundCertificates } from '../run/find-certificates.ts';
import { findScenario } from '../run/scenario-source.ts';
import type { Environment, Finding } from './finding.ts';

/** What looking at a scenario needs of the machine. */
export interface Looking {
  readonly env: Environment;
  readonly clock: Clock;
}

/** Whether everything is there that a scenario needs: it is valid, its variables are set, its receivers take its certificates. */
export async function checkScenario(file: string, looking: Looking): Promise<Finding[]> {
  const about = `scenario ${file}`;
  try {
    const scenario = useFoundCertificates(loadScenario(findScenario(file)), () => undefined);
    const unset = vendorNames
      .flatMap((vendor) => variablesIn(scenario.targets[vendor]))
      .filter((name) => looking.env[name] === undefined);
    if (unset.length > 0) return unset.map((name) => describeUnset(about, name));
    const findings = await Promise.all(
      receiversOf(scenario, looking).map((one) => checkReceiver(one, looking)),
    );
    return [
      { about, weight: 'good', saw: 'It is valid, and every variable that it names is set.' },
      ...findings.flat(),
    ];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map((one: Problem) => ({ about, weight: 'problem', saw: formatProblem(one) }));
  }
}

/** The variables that a target of phoney's own vendors names: `{ env: NAME }`, and keys that end so. What a guest's keys mean it alone knows. */
function variablesIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return /(^|_)env$|Env$/.test(key) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.entries(value).flatMap(([name, part]) => variablesIn(part, name)))];
}

function describeUnset(about: string, name: string): Finding {
  const saw = `It wants the environment variable ${name}, which is not set.`;
  return { about, weight: 'problem', saw, advice: `Set it where phoney is started: ${name}=… phoney run.` };
}

interface Receiver {
  readonly url: URL;
  readonly context: (() => SecureContext) | undefined;
  readonly problems: readonly Problem[];
}

/** One for each origin. Throws an `InputError` for variables that are not set, as a run would. */
function receiversOf({ targets, seed }: Scenario, { env, clock }: Looking): Receiver[] {
  const dialects = createDialects(targets, seed, {
    env,
    origin: 'http://127.0.0.1',
    readFile: (name) => readFileSync(name, 'utf8'),
    wallMs: () => clock.wallMs(),
    probeUnder: (rules) => createProbe(rules, env, clock),
  });
  const receivers = dialects.flatMap(({ vendor, lanes }) => {
    const rules = lanes[0]?.tls;
    return (addressesOf(targets).get(vendor) ?? []).map((text): Receiver => {
      const url = new URL(text);
      if (url.protocol !== 'https:' || rules === undefined) return { url, context: undefined, problems: [] };
      return { url, ...loadTls(rules, env, clock.wallMs()) };
    });
  });
  return [...new Map(receivers.map((one) => [one.url.origin, one])).values()];
}

async function checkReceiver({ url, context, problems }: Receiver, { clock }: Looking): Promise<Finding[]> {
  const about = `receiver ${url.origin}`;
  if (problems.length > 0) {
    return problems.map((one) => ({ about, weight: 'problem', saw: formatProblem(one) }));
  }
  const failure = await connect(url, context, clock);
  if (failure === undefined) {
    const saw =
      context === undefined
        ? 'It takes connections.'
        : 'It takes connections, and the certificates suit both sides.';
    return [{ about, weight: 'good', saw }];
  }
  return [
    { about, weight: 'problem', saw: `It does not let phoney in: ${failure}.`, advice: adviceFor(failure) },
  ];
}

function adviceFor(failure: string): string {
  if (/ECONNREFUSED|time|ENOTFOUND|EAI_AGAIN/.test(failure)) return 'Start the receiver, or correct the URL.';
  return 'Look at tls of the target: cert and key are what the receiver wants to see, ca is who signed its certificate.';
}

const connectMs = 3000;
/** In TLS 1.3 a refused client certificate is told after the handshake, a trip later. */
const settleMs = 150;

/** Why the receiver cannot be connected to; `undefined` where it can. Nothing is requested. */
async function connect(
  { hostname, port, protocol }: URL,
  context: (() => SecureContext) | undefined,
  clock: Clock,
): Promise<string | undefined> {
  const host = hostname.replaceAll(/[[\]]/g, '');
  const where = { host, port: Number(port || (protocol === 'https:' ? 443 : 80)), timeout: connectMs };
  const servername = net.isIP(host) === 0 ? host : '';
  const socket =
    context === undefined
      ? net.connect(where)
      : tls.connect({ ...where, secureContext: context(), servername });
  const failed = Promise.withResolvers<string>();
  const connected = Promise.withResolvers<undefined>();
  socket.once(context === undefined ? 'connect' : 'secureConnect', () => connected.resolve(undefined));
  socket.once('timeout', () => failed.resolve('it did not answer in time'));
  socket.once('close', () => failed.resolve('it hung up'));
  socket.on('error', ({ code, message }: NodeJS.ErrnoException) => failed.resolve(code ?? message));
  const first = await Promise.race([failed.promise, connected.promise]);
  const settled = clock.sleep(settleMs).then(() => undefined);
  const outcome =
    first ?? (context === undefined ? undefined : await Promise.race([failed.promise, settled]));
  socket.destroy();
  return outcome;
}
