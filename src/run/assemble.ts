import { readFileSync } from 'node:fs';
import { createHttpChannel } from '../channels/http/index.ts';
import { createProbe } from '../channels/http/probe.ts';
import type { Channel, Message } from '../channels/message.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { announce, createDialects, needsServer, type DialectHost } from '../dialects/index.ts';
import { openHost, type Host } from '../server/open-server.ts';
import type { Clock } from '../lib/clock.ts';
import type { Problem } from '../lib/errors.ts';
import { createRandom } from '../lib/random.ts';
import type { OpenServers, PlayOptions } from './options.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Scenario } from '../scenario/index.ts';

/** What a run is played on: the dialects of its targets, and the open channels that they speak through. */
export interface Stage {
  readonly dialects: readonly Dialect[];
  readonly channels: Readonly<Record<Message['channel'], Channel>>;
  /** Lets clients in, once the dialects know the centre. Nothing happens when there is no server. */
  open(onOpen: PlayOptions['onOpen'], stop: AbortSignal): Promise<void>;
  /** Ends what is open as cut off, and frees every socket. */
  close(): Promise<void>;
}

/** Sets up everything that a scenario's targets need. Throws an `InputError` when one cannot be set up. */
export async function openStage(
  scenario: Scenario,
  options: PlayOptions,
  recorder: Recorder,
  clock: Clock,
): Promise<Stage> {
  const { env = {}, warn } = options;
  const host =
    options.stayOpen === true || needsServer(scenario.targets)
      ? await openHost(options.listen ?? {})
      : undefined;
  try {
    const onMachine = host && machineHost(host.origin, env, clock);
    const dialects = createDialects(scenario.targets, scenario.seed, onMachine);
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
    return {
      dialects,
      channels: {
        http,
        get signalr() {
          return host?.channel ?? http;
        },
      },
      async open(onOpen, stop) {
        if (host === undefined) return;
        host.serve(dialects, { observer: recorder, clock, onError: (error) => warn?.(describeBug(error)) });
        await onOpen?.(describeServers(host, dialects, stop));
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

/** What dialects that are servers need of this machine. */
function machineHost(
  origin: string,
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock,
): DialectHost {
  return {
    origin,
    env,
    readFile: (path) => readFileSync(path, 'utf8'),
    wallMs: () => clock.wallMs(),
    probeUnder: (rules) => createProbe(rules, env, clock),
  };
}

function describeServers(host: Host, dialects: readonly Dialect[], stop: AbortSignal): OpenServers {
  const { origin } = host;
  return {
    origin,
    ...announce(dialects, origin),
    waitForClients: (count) => host.waitForClients(count, stop),
  };
}

function describeBug(error: unknown): Problem {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `A request could not be answered, which is a bug in phoney. ${text}` };
}
