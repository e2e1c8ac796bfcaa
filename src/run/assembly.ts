import { createHttpChannel, type HttpChannel } from '../channels/http/index.ts';
import { createProbe } from '../channels/http/probe.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { addressesOf, announce, createDialects, needsServer, type DialectHost } from '../dialects/index.ts';
import type { ServeParts } from '../server/host.ts';
import { openHost, type Host } from '../server/open-server.ts';
import type { Clock } from '../lib/clock.ts';
import { readBounded } from '../lib/read-bounded.ts';
import { nameOf } from '../faults/commands.ts';
import { needsTls, planOf } from '../faults/on-the-wire.ts';
import type { FaultInput } from '../faults/schema.ts';
import { InputError, type Problem } from '../lib/errors.ts';
import { createRandom } from '../lib/random.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Scenario } from '../scenario/index.ts';
import type { Servers } from './handle.ts';
import type { RunOptions } from './options.ts';
import type { Channels } from './sender.ts';

/** What a run is made of: the dialects of its targets, and the open channels through which they speak. */
export interface Assembly {
  readonly dialects: readonly Dialect[];
  readonly channels: Channels;
  /** Lets clients in, once the dialects know the centre; `undefined` when there is no server. */
  serve(stop: AbortSignal, troubles: Pick<ServeParts, 'openTrouble' | 'routeTrouble'>): Servers | undefined;
  /** Why a fault cannot be done on the wire, such as a certificate that is not there. */
  readonly check: (fault: FaultInput) => Problem[];
  /** Ends what is open as cut off, and frees every socket. */
  close(): Promise<void>;
}

/** What an assembly needs of its run. */
export interface AssemblyParts {
  readonly recorder: Recorder;
  readonly clock: Clock;
}

/** Sets up everything that a scenario's targets need. Throws an `InputError` when one cannot be set up. */
export async function assemble(
  scenario: Scenario,
  options: RunOptions,
  { recorder, clock }: AssemblyParts,
): Promise<Assembly> {
  if (options.instead !== undefined) return assembleDry(scenario, options.instead);
  const { env = {}, warn } = options;
  const host =
    options.stayOpen === true || (options.server !== false && needsServer(scenario.targets))
      ? await openHost(options.listen ?? {})
      : undefined;
  try {
    const onMachine = host && machineHost(host.origin, env, clock, options.probe);
    const { lookOn = (dialect: Dialect) => dialect } = options;
    const dialects = createDialects(scenario.targets, scenario.seed, onMachine).map(lookOn);
    const http = createHttpChannel({
      lanes: dialects.flatMap(({ lanes }) => lanes),
      laneOf: (vendor, feed) => dialects.find((dialect) => dialect.vendor === vendor)?.laneOf?.(feed),
      observer: recorder,
      clock,
      random: createRandom(scenario.seed),
      limits: scenario.limits,
      env,
      ...(warn !== undefined && { warn }),
    });
    const check = (fault: FaultInput): Problem[] => checkOnTheWire(fault, scenario, http);
    const problems = scenario.faults.flatMap(({ input }) => check(input));
    if (problems.length > 0) throw new InputError(problems);
    return {
      dialects,
      check,
      channels: { http, ...(host !== undefined && { clients: host.channel }) },
      serve(stop, troubles) {
        if (host === undefined) return undefined;
        host.serve(dialects, {
          observer: recorder,
          clock,
          onError: (error) => {
            for (const problem of describeFailure(error)) warn?.(problem);
          },
          onMisuse: (message) => warn?.({ message }),
          onClient: (vendor, fact) => recorder.client({ vendor, ...fact, atMs: clock.monotonicMs() }),
          ...troubles,
        });
        return describeServers(host, dialects, stop);
      },
      async close() {
        await http.close();
        await host?.close();
      },
    };
  } catch (error) {
    await host?.close();
    throw error;
  }
}

/** Without a server and without connections: the dialects speak, and `taker` gets what they say. */
function assembleDry(scenario: Scenario, taker: NonNullable<RunOptions['instead']>): Assembly {
  const channel = {
    send: (...sent: Parameters<typeof taker.send>) => taker.send(...sent),
    openCount: 0,
    drain: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  return {
    dialects: createDialects(scenario.targets, scenario.seed),
    check: () => [],
    channels: { http: channel, clients: channel },
    serve: () => undefined,
    close: () => Promise.resolve(),
  };
}

/** What can be seen once the channel is there: its certificates, and the addresses as they are in the end. */
function checkOnTheWire(fault: FaultInput, { targets }: Scenario, http: HttpChannel): Problem[] {
  const plan = planOf(fault);
  if (plan === undefined || !needsTls(fault)) return [];
  const vendors = fault.where?.vendor;
  const urls = [...addressesOf(targets)].flatMap(([vendor, its]) =>
    vendors?.includes(vendor) === false ? [] : its,
  );
  const about = `The fault ${nameOf(fault)}`;
  if (urls.length > 0 && !urls.some((url) => url.startsWith('https:'))) {
    const message = `${about} is done to TLS, and messages are sent to http: addresses. Give https: addresses, or leave it out.`;
    return [{ message }];
  }
  return http
    .check(plan, vendors)
    .map((problem) => ({ ...problem, message: `${about} cannot be done. ${problem.message}` }));
}

const keyLimitBytes = 1024 * 1024;

/** What dialects that are servers need of this machine. */
function machineHost(
  origin: string,
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock,
  probe: RunOptions['probe'],
): DialectHost {
  return {
    origin,
    env,
    readFile: (path) => readBounded(path, keyLimitBytes).toString(),
    wallMs: () => clock.wallMs(),
    probeUnder: (rules) => probe ?? createProbe(rules, env, clock),
  };
}

function describeServers(host: Host, dialects: readonly Dialect[], stop: AbortSignal): Servers {
  const { origin } = host;
  return {
    origin,
    ...announce(dialects, origin),
    waitForClients: (count) => host.waitForClients(count, stop),
    clients: (vendor) => host.clients(vendor),
    watchClients: (vendor, listener) => host.watchClients(vendor, listener),
    disconnect: (vendor, clientId) => host.disconnect(vendor, clientId),
  };
}

/** What went wrong while a client was answered: a mistake in somebody's dialect, or a bug of ours. */
function describeFailure(error: unknown): readonly Problem[] {
  return error instanceof InputError ? error.problems : [describeBug(error)];
}

function describeBug(error: unknown): Problem {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `A request could not be answered, which is a bug in phoney. ${text}` };
}
