import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Clock } from '../../../lib/clock.ts';
import { whenAborted } from '../../../lib/when-aborted.ts';
import { Deliveries, type DeliveryFigures } from '../../../load/hub/deliveries.ts';
import { Histogram } from '../../../record/histogram.ts';
import type { Percentiles } from '../../../record/percentiles.ts';
import type { RecordSink } from '../../../record/record.ts';
import {
  type CrowdMember,
  type CrowdNews,
  type CrowdOrder,
  type CrowdPlan,
  type CrowdWord,
  machineMs,
} from './words.ts';

/** So many clients share a process, as far as there are cores. */
const clientsPerProcess = 500;
/** What the processes may take to tell their last news. */
const endWithinMs = 5000;

// `.ts` from a checkout, `.js` from the published package.
const program = path.join(import.meta.dirname, `crowd-process${path.extname(import.meta.filename)}`);

/** What has become of the clients, as far as they have told. */
export interface CrowdFigures {
  /** How many clients there are to be. */
  readonly clients: number;
  /** How many connections were made, those after a drop included. */
  readonly connected: number;
  /** How many clients were in at the beginning of the messages. */
  readonly connectedAtBegin: number;
  /** Attempts to connect that failed. */
  readonly failed: number;
  /** How often it was for which reason, the first ten of them. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Connections that clients dropped on purpose. */
  readonly dropped: number;
  /** Connections that the hub or the network ended. */
  readonly lost: number;
  /** From asking for a token until it had subscribed, in ms. */
  readonly connectTime: Percentiles;
  readonly deliveries: DeliveryFigures;
  readonly processes: CrowdLoad;
}

/** How the clients' processes got along. */
export interface CrowdLoad {
  readonly count: number;
  /** What the busiest of them used of a core since the messages began, 0 to 1. */
  readonly busiest: number;
  /** How far behind they were with all that they had to do meanwhile, in ms, looked at ten times a second each. */
  readonly late: Percentiles;
}

/** CPU of a process, and how long it has run, in ms. */
type Used = Pick<CrowdNews, 'cpuMs' | 'upMs'>;

/** What a crowd is opened with. */
export interface CrowdParts {
  readonly plan: CrowdPlan;
  readonly tokenUrl: string;
  /** Who sign in; when there are more clients than users, several are one user's. */
  readonly users: readonly string[];
  readonly password: string;
  readonly cores: number;
  readonly clock: Clock;
}

const mostReasons = 10;

/** Clients of a hub, in processes of their own, and what they tell. */
export class Crowd {
  readonly #plan: CrowdPlan;
  readonly #clock: Clock;
  readonly #processes: readonly ChildProcess[];
  readonly #deliveries = new Deliveries();
  readonly #connectTime = new Histogram();
  readonly #reasons = new Map<string, number>();
  readonly #aheadMs: number;
  /** What each process has used, now and when the messages began. */
  readonly #used = new Map<ChildProcess, Used>();
  readonly #usedAtBegin = new Map<ChildProcess, Used>();
  #late = new Histogram();
  /** When the hub began to close: what ends or fails from then on is its end, and nobody's loss. */
  #closesAtMs = Infinity;
  #connected = 0;
  #connectedAtBegin = 0;
  #failed = 0;
  #dropped = 0;
  #lost = 0;
  #changed = Promise.withResolvers<void>();

  constructor({ plan, tokenUrl, users, password, cores, clock }: CrowdParts) {
    this.#plan = plan;
    this.#clock = clock;
    this.#aheadMs = machineMs() - clock.monotonicMs();
    const count = Math.min(cores, Math.ceil(plan.clients / clientsPerProcess));
    this.#processes = Array.from({ length: count }, (_, at) => {
      const members: CrowdMember[] = [];
      for (let index = at; index < plan.clients; index += count)
        members.push({ index, user: users[index % users.length] ?? '' });
      return this.#open({ type: 'connect', tokenUrl, password, members, plan });
    });
  }

  /** Resolves when everybody is in, or has tried once and failed, or when `signal` aborts. */
  async settled(signal: AbortSignal): Promise<void> {
    const stopped = new Promise<void>((resolve) => whenAborted(signal, resolve));
    while (!signal.aborted && this.#connected + this.#failed < this.#plan.clients)
      await Promise.race([this.#changed.promise, stopped]);
  }

  /** Messages begin. */
  begin(): void {
    this.#connectedAtBegin = this.#connected;
    for (const [process, used] of this.#used) this.#usedAtBegin.set(process, used);
    this.#late = new Histogram();
    this.#order({ type: 'begin' });
  }

  /** Takes from a run's records which messages the hub was given, and when it closes. */
  readonly note: RecordSink = (record) => {
    if (record.type === 'client' && record.client.reason === 'shut-down') this.#sayItCloses();
    if (record.type !== 'attempt' || record.message.channel !== 'signalr' || record.attempt.error !== null)
      return;
    const { message, attempt } = record;
    if (message.push === undefined) return;
    this.#deliveries.sent(message.push.connectionId, message.eventId, attempt.startedMs + this.#aheadMs);
  };

  /** The run is over: hears the last news. Resolves when every process has ended. */
  async end(): Promise<void> {
    this.#order({ type: 'end' });
    const ended = Promise.all(this.#processes.map(untilEnded));
    const late = new AbortController();
    await Promise.race([ended, this.#clock.sleep(endWithinMs, late.signal)]);
    late.abort();
    this.kill();
    await ended;
  }

  /** Ends the processes at once. */
  kill(): void {
    for (const process of this.#processes) process.kill('SIGKILL');
  }

  /** The numbers as they stand. */
  figures(): CrowdFigures {
    return {
      clients: this.#plan.clients,
      connected: this.#connected,
      connectedAtBegin: this.#connectedAtBegin,
      failed: this.#failed,
      reasons: Object.fromEntries(this.#reasons),
      dropped: this.#dropped,
      lost: this.#lost,
      connectTime: this.#connectTime.read(),
      deliveries: this.#deliveries.figures(),
      processes: {
        count: this.#processes.length,
        busiest: Math.max(0, ...this.#processes.map((process) => this.#busyness(process))),
        late: this.#late.read(),
      },
    };
  }

  /** Clients that came back now would only be closed again. */
  #sayItCloses(): void {
    if (this.#closesAtMs < Infinity) return;
    this.#closesAtMs = machineMs();
    this.#order({ type: 'end' });
  }

  #open(order: CrowdOrder): ChildProcess {
    const process = fork(program, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    process.on('message', (word: CrowdWord) => {
      if (word.type === 'news') this.#take(process, word);
      else process.disconnect();
    });
    process.on('exit', () => this.#tellChange());
    process.send(order);
    return process;
  }

  #order(order: CrowdOrder): void {
    for (const process of this.#processes) if (process.connected) process.send(order);
  }

  #take(from: ChildProcess, { connected, failed, heard, left, lost, lateMs, cpuMs, upMs }: CrowdNews): void {
    this.#used.set(from, { cpuMs, upMs });
    this.#late.add(lateMs);
    for (const [, tookMs] of connected) this.#connectTime.add(tookMs);
    const isEarly = ([, atMs]: readonly [string, number]): boolean => atMs < this.#closesAtMs;
    const failures = failed.filter(isEarly);
    for (const [reason] of failures) this.#addReason(reason);
    for (const [connectionId, eventId, atMs] of heard) this.#deliveries.heard(connectionId, eventId, atMs);
    for (const connectionId of left) this.#deliveries.left(connectionId);
    this.#connected += connected.length;
    this.#failed += failures.length;
    this.#dropped += left.length;
    this.#lost += lost.filter(isEarly).length;
    if (connected.length + failures.length > 0) this.#tellChange();
  }

  #busyness(process: ChildProcess): number {
    const used = this.#used.get(process);
    const { cpuMs, upMs } = this.#usedAtBegin.get(process) ?? { cpuMs: 0, upMs: 0 };
    return used === undefined || used.upMs <= upMs ? 0 : (used.cpuMs - cpuMs) / (used.upMs - upMs);
  }

  #addReason(reason: string): void {
    const before = this.#reasons.get(reason);
    if (before === undefined && this.#reasons.size >= mostReasons) return;
    this.#reasons.set(reason, (before ?? 0) + 1);
  }

  #tellChange(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

async function untilEnded(process: ChildProcess): Promise<void> {
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
}
