import { readFileSync } from 'node:fs';
import { createHttpChannel } from './channels/http/index.ts';
import { createProbe } from './channels/http/probe.ts';
import type { Channel, Message } from './channels/message.ts';
import { beginDay, weekMs } from './days.ts';
import type { Dialect } from './dialects/dialect.ts';
import type { EnreachDialect, Named } from './dialects/enreach/index.ts';
import { createDialects, needsServer, type DialectHost } from './dialects/index.ts';
import { openHost, type Host, type ListenOptions } from './hosting/index.ts';
import { machineClock, type Clock } from './lib/clock.ts';
import type { Problem } from './lib/errors.ts';
import { createRandom } from './lib/random.ts';
import { createPace } from './pace.ts';
import type { RecordSink } from './record/record.ts';
import { Recorder } from './record/recorder.ts';
import { SummaryFold, type Summary } from './record/summary.ts';
import { completeExpectations, judge, type ExpectationResult } from './record/verdict.ts';
import { run } from './run.ts';
import type { Scenario } from './scenario/index.ts';

/** How a scenario is played. Everything has a default: `playScenario(loadScenario(file))` plays it. */
export interface PlayOptions {
  readonly clock?: Clock;
  /** Where passphrases are looked up by name. Default: nowhere. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Told every record, in order. */
  readonly sinks?: readonly RecordSink[];
  /** Resolves when a sink has room again; `undefined` while it has. */
  readonly room?: () => Promise<void> | undefined;
  /** Told once, before the first step. */
  readonly onStart?: (watch: RunWatch) => void;
  /** Told what does not stop the run, such as an expired certificate. */
  readonly warn?: (problem: Problem) => void;
  /** Real ms after which the run ends, whatever the simulated time. Default: none. */
  readonly stopAfterMs?: number;
  /** Where targets that are servers are opened. Default: any free port of 127.0.0.1, without TLS. */
  readonly listen?: ListenOptions;
  /** Told once the server is open; the first step waits for it. Not called when no target is a server. */
  readonly onOpen?: (servers: OpenServers) => Promise<void> | void;
  /** Plays the day over and over until `stop`, each time dated a week later. */
  readonly loop?: boolean;
  /** Leaves the server open after the last day until `stop`. */
  readonly stayOpen?: boolean;
  /** Stops the source; what is on its way is drained within the grace period. */
  readonly stop?: AbortSignal;
  /** Ends the draining at once. */
  readonly cutOff?: AbortSignal;
}

/** What is open while a run goes on. */
export interface OpenServers {
  /** Such as `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** Enreach's hub and what may be subscribed to; absent when the scenario has no such target. */
  readonly rte?: {
    /** The hub's address as Microsoft's clients want it: http: or https:. */
    readonly url: string;
    readonly users: readonly Named[];
    readonly queues: readonly Named[];
    readonly callLists: readonly Named[];
  };
  /** Resolves when that many clients are connected to the hubs, or when the run is stopped. */
  readonly waitForClients: (count: number) => Promise<void>;
}

/** A run while it goes on. */
export interface RunWatch {
  readonly readSummary: () => Summary;
  /** Simulated epoch ms. */
  readonly simulatedNow: () => number;
  /** Minutes east of UTC at the centre, now. */
  readonly utcOffsetMinutes: () => number;
  readonly startMs: number;
  /** Simulated epoch ms; `Infinity` when only real time ends the run. */
  readonly endMs: number;
}

/** A run that is over. */
export interface RunResult {
  readonly verdict: 'passed' | 'failed';
  readonly seed: number;
  readonly summary: Summary;
  readonly expectations: readonly ExpectationResult[];
  readonly elapsedMs: number;
  /** True when `stop` ended it before its time. */
  readonly interrupted: boolean;
}

const never = new AbortController().signal;

/** Plays a scenario against its targets and judges it. Throws an `InputError` when a target cannot be set up. */
export async function playScenario(scenario: Scenario, options: PlayOptions = {}): Promise<RunResult> {
  const { clock = machineClock, stop = never, cutOff = never } = options;
  const startMs = clock.monotonicMs();
  const fold = new SummaryFold();
  const recorder = new Recorder([fold.add, ...(options.sinks ?? [])]);
  const host = needsServer(scenario.targets) ? await openHost(options.listen ?? {}) : undefined;
  try {
    const dialects = createDialects(
      scenario.targets,
      scenario.seed,
      host && machineHost(host.origin, options.env ?? {}, clock),
    );
    const http = createHttpChannel({
      lanes: dialects.flatMap(({ lanes }) => lanes),
      laneOf: (vendor, feed) => dialects.find((dialect) => dialect.vendor === vendor)?.laneOf?.(feed),
      observer: recorder,
      clock,
      random: createRandom(scenario.seed),
      limits: scenario.limits,
      env: options.env ?? {},
      ...(options.warn !== undefined && { warn: options.warn }),
    });
    try {
      let source = beginDay(scenario, dialects, 0);
      host?.serve(dialects, {
        observer: recorder,
        clock,
        onError: (error) => options.warn?.(describeBug(error)),
      });
      const signalr = host?.channel ?? http;
      if (host !== undefined) await options.onOpen?.(openServers(host, dialects, stop));
      options.onStart?.({
        readSummary: () => fold.read(),
        simulatedNow: () => source.view.now,
        utcOffsetMinutes: () => source.view.utcOffsetMinutes,
        startMs: scenario.startMs,
        endMs: scenario.endMs,
      });
      const room =
        scenario.pace.kind === 'max'
          ? roomOf([http, signalr], scenario.limits.backlog_per_feed, clock, options.room)
          : options.room;
      for (let week = 0; ; week++) {
        if (week > 0) source = beginDay(scenario, dialects, week);
        await run({
          source,
          dialects,
          channels: { http, signalr },
          pace: createPace(scenario.pace),
          recorder,
          clock,
          startMs: scenario.startMs + week * weekMs,
          endMs: scenario.endMs + week * weekMs,
          stopAfterMs: options.stopAfterMs ?? Infinity,
          room: room ?? (() => undefined),
          signal: stop,
        });
        if (options.loop !== true || stop.aborted) break;
      }
      if (options.stayOpen === true) await aborted(stop);
      await drainWithin([http, signalr], scenario.graceMs, clock, cutOff);
    } finally {
      await http.close();
    }
  } finally {
    await host?.close();
  }

  const summary = fold.read();
  const expectations = judge(completeExpectations(scenario.expect, scenario.limits.allow_drops), summary);
  return {
    verdict: expectations.every(({ ok }) => ok) ? 'passed' : 'failed',
    seed: scenario.seed,
    summary,
    expectations,
    elapsedMs: clock.monotonicMs() - startMs,
    interrupted: stop.aborted,
  };
}

/**
 * Renders a scenario as fast as it goes, without sending: what the vendor's filter holds back is left out. `take` may
 * return a promise to wait for.
 */
export async function renderScenario(
  scenario: Scenario,
  take: (message: Message) => Promise<void> | undefined,
  { clock = machineClock, stop = never }: Pick<PlayOptions, 'clock' | 'stop'> = {},
): Promise<void> {
  const dialects = createDialects(scenario.targets, scenario.seed);
  const source = beginDay(scenario, dialects, 0);
  let waiting: Promise<void> | undefined;
  const printer: Channel = {
    send: (message) => void (waiting = take(message)),
    openCount: 0,
    drain: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  await run({
    source,
    dialects,
    channels: { http: printer, signalr: printer },
    pace: createPace({ kind: 'max' }),
    recorder: new Recorder([]),
    clock,
    startMs: scenario.startMs,
    endMs: scenario.endMs,
    stopAfterMs: Infinity,
    room: () => waiting,
    signal: stop,
  });
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
    probeUnder: (rules) => createProbe('ringcentral', rules, env, clock),
  };
}

function openServers(host: Host, dialects: readonly Dialect[], stop: AbortSignal): OpenServers {
  const { origin } = host;
  const enreach = dialects.find((dialect): dialect is EnreachDialect => dialect.vendor === 'enreach');
  const rte = enreach && { ...enreach.directory, url: `${origin}${enreach.inbound.hub.path}` };
  return {
    origin,
    ...(rte !== undefined && { rte }),
    waitForClients: (count) => host.waitForClients(count, stop),
  };
}

function describeBug(error: unknown): Problem {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `A request could not be answered, which is a bug in phoney. ${text}` };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** At pace `max` the receivers set the speed: the next message waits while half a backlog is on its way. */
function roomOf(
  channels: readonly Channel[],
  backlog: number,
  clock: Clock,
  alsoRoom: PlayOptions['room'],
): () => Promise<void> | undefined {
  return () => (channels.some(({ openCount }) => openCount > backlog / 2) ? clock.sleep(1) : alsoRoom?.());
}

/** Waits until nothing is open, the grace period is over, or `cutOff` aborts. */
async function drainWithin(
  channels: readonly Channel[],
  graceMs: number,
  clock: Clock,
  cutOff: AbortSignal,
): Promise<void> {
  const drained = new AbortController();
  const over = new AbortController();
  const timeout = clock.sleep(graceMs, AbortSignal.any([drained.signal, cutOff])).then(() => over.abort());
  await Promise.all(channels.map((channel) => channel.drain(over.signal)));
  drained.abort();
  await timeout;
}
