import type { BenchRequest, LoadResult } from '../../dialects/bench.ts';
import type { Targets } from '../../dialects/index.ts';
import type { Attempt, Message } from '../../channels/message.ts';
import type { Clock } from '../../lib/clock.ts';
import type { RunRecord } from '../../record/record.ts';
import { startRun } from '../../run/run.ts';
import { loadScenario, type Scenario } from '../../scenario/index.ts';

/** What events are sent at a rate with. */
export interface LoadParts {
  readonly targets: Targets;
  readonly seed: number;
  readonly ratePerS: number;
  readonly durationMs: number;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stop: AbortSignal;
}

/** A centre with enough to say: calls and chats for thousands of events in each simulated minute. */
const centre = {
  queues: [{ name: 'Service' }, { name: 'Messaging', channel: 'chat' as const }],
  agents: [
    { name: 'voice', count: 110, queues: ['Service'] },
    { name: 'chat', count: 25, queues: ['Messaging'], chat_slots: 4 },
  ],
};
const traffic = [
  { profile: 'voice', queue: 'Service', per_hour: 640 },
  { profile: 'chat', queue: 'Messaging', per_hour: 1200 },
];

/** Plays such a centre at the rate, over and over where an hour of it is not enough, as any run is played. */
export async function sendLoad(parts: LoadParts): Promise<LoadResult> {
  const { ratePerS, durationMs, clock, env, stop } = parts;
  const planned = Math.max(1, Math.floor((ratePerS * durationMs) / 1000));
  const fold = new LoadFold(parts.timeoutMs);
  const run = await startRun(scenarioOf(parts), {
    clock,
    env,
    loop: true,
    begin: (begun) => {
      if (stop.aborted) begun.cutOff();
      stop.addEventListener('abort', () => begun.cutOff(), { once: true });
      begun.follow((record) => {
        fold.add(record);
        if (fold.rendered >= planned) begun.stop();
      });
    },
  });
  await run.result;
  return fold.read(planned);
}

function scenarioOf({ targets, seed, ratePerS, timeoutMs }: LoadParts): Scenario {
  const scenario = loadScenario({
    seed,
    start: '2026-03-02T09:00',
    duration: '1h',
    pace: { rate: ratePerS },
    grace: `${Math.max(1000, timeoutMs * 2)}ms`,
    centre,
    traffic,
    limits: { backlog_per_feed: 100_000, allow_drops: true, allow_refused_commands: true },
  });
  return { ...scenario, targets };
}

const keptRefusals = 5;

/** What attempts come to, whatever has become of their messages. */
class LoadFold {
  rendered = 0;
  readonly #timeoutMs: number;
  readonly #answerMs: number[] = [];
  readonly #failures = new Map<string, number>();
  #sent = 0;
  #inTime = 0;
  #taken = 0;
  readonly #refused: BenchRequest[] = [];
  #answeredInTime = 0;
  #behindMs = 0;
  #firstMs = Infinity;
  #lastMs = -Infinity;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  add(record: RunRecord): void {
    if (record.type === 'message') this.rendered++;
    else if (record.type === 'attempt' && record.attempt.try === 1)
      this.#attempted(record.message, record.attempt);
  }

  read(planned: number): LoadResult {
    const behindMs = this.#behindMs;
    const sorted = Float64Array.from(this.#answerMs).sort();
    const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
    // Each has its share of the time, the last one too.
    const tookS = (this.#lastMs - this.#firstMs) / 1000 / (1 - 1 / Math.max(2, this.#sent));
    return {
      planned,
      sent: this.#sent,
      inTime: this.#inTime,
      failures: Object.fromEntries([...this.#failures].sort(([, a], [, b]) => b - a)),
      answerMs: sorted.length === 0 ? null : { p50: at(0.5), p99: at(0.99), max: at(1) },
      takenPerS: tookS > 0 ? this.#taken / tookS : 0,
      behindMs,
      answeredInTime: this.#answeredInTime,
      refused: this.#refused,
    };
  }

  #attempted(message: Message, { status, error, dueMs, startedMs, finishedMs }: Attempt): void {
    const tookMs = finishedMs - startedMs;
    const isInTime = tookMs <= this.#timeoutMs;
    this.#sent++;
    this.#firstMs = Math.min(this.#firstMs, startedMs);
    if (startedMs >= this.#lastMs) this.#behindMs = startedMs - dueMs;
    this.#lastMs = Math.max(this.#lastMs, startedMs);
    if (status !== null) this.#answerMs.push(tookMs);
    const isTaken = status !== null && status >= 200 && status < 300;
    if (isTaken) this.#taken++;
    if (isTaken && isInTime) this.#inTime++;
    if (status !== null && isInTime) this.#answeredInTime++;
    if (isTaken && isInTime) return;
    const failure = isTaken ? 'too late' : (error ?? 'unknown error');
    this.#failures.set(failure, (this.#failures.get(failure) ?? 0) + 1);
    if (!isTaken && message.channel === 'http' && this.#refused.length < keptRefusals) {
      const { method, url, headers, body } = message;
      this.#refused.push({ method, url, headers, body });
    }
  }
}
