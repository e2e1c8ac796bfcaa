import type {
  BenchClient,
  BenchFault,
  ClientBench,
  ClientBenchSettings,
} from '../../dialects/client-bench.ts';
import type { HubDraft, InboundHub } from '../../dialects/dialect.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Problem } from '../../lib/errors.ts';
import type { RunCommandInput } from '../../run/command.ts';
import type { Run, Servers } from '../../run/handle.ts';
import { startRun } from '../../run/run.ts';
import type { Scenario } from '../../scenario/index.ts';
import type { ListenOptions } from '../../server/listen-options.ts';
import { lookOn } from './look-on.ts';
import { Sightings } from './sightings.ts';

/** What a bench for clients is opened with. */
export interface ClientBenchParts {
  readonly vendor: string;
  readonly scenario: Scenario;
  readonly settings: ClientBenchSettings;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly listen: ListenOptions;
  readonly stop: AbortSignal;
  readonly warn: (problem: Problem) => void;
  /** Told what whoever sits there should do, such as to start the client. */
  readonly onNote: (text: string) => void;
  /** Starts the client, in place of one that was started before. Absent: somebody else does. */
  readonly startClient?: ((servers: Servers) => Promise<void>) | undefined;
}

/** A bench that is open, until it is closed. */
export interface OpenClientBench {
  readonly bench: ClientBench;
  readonly servers: Servers;
  readonly close: () => Promise<void>;
}

/** Opens the vendor's hub and its token endpoint, and holds their run. Nothing happens in its centre unless somebody plays. */
export async function openClientBench(parts: ClientBenchParts): Promise<OpenClientBench> {
  const { scenario, clock, env, listen, warn } = parts;
  const sightings = new Sightings(clock);
  const run = await startRun(scenario, {
    ...{ clock, env, listen, warn },
    paused: true,
    stayOpen: true,
    lookOn: (dialect) => (dialect.vendor === parts.vendor ? lookOn(dialect, sightings) : dialect),
  });
  const hub = run.dialects.find(({ vendor }) => vendor === parts.vendor)?.inbound?.hub;
  if (hub === undefined || run.servers === undefined) throw new Error(`${parts.vendor} has no hub.`);
  const { servers } = run;
  return {
    servers,
    bench: new HeldBench({ ...parts, sightings, run, hub, servers }),
    async close() {
      run.cutOff();
      await run.result;
    },
  };
}

/** A call that was answered so long ago is over on both sides. */
const calmMs = 250;

interface HeldParts extends ClientBenchParts {
  readonly sightings: Sightings;
  readonly run: Run;
  readonly hub: InboundHub;
  readonly servers: Servers;
}

class HeldBench implements ClientBench {
  readonly settings: ClientBenchSettings;
  readonly stop: AbortSignal;
  readonly #parts: HeldParts;
  readonly #heard = new Map<string, HubDraft[]>();
  readonly #pushed = new Set<string>();
  #troubles = 0;
  /** For whom was waited long enough. */
  #isGivenUp = false;

  constructor(parts: HeldParts) {
    this.#parts = parts;
    this.settings = parts.settings;
    this.stop = parts.stop;
    parts.run.follow((record) => {
      if (record.type === 'fault') parts.sightings.add({ what: 'was troubled', fault: record.fault.kind });
      if (record.type !== 'outcome' || record.outcome.outcome !== 'delivered') return;
      const { message } = record;
      if (message.channel !== 'signalr' || message.push === undefined) return;
      if (this.#pushed.has(message.eventId)) return;
      const { connectionId } = message.push;
      this.#heard.set(connectionId, [...(this.#heard.get(connectionId) ?? []), message]);
    });
  }

  get sightings(): Sightings['all'] {
    return this.#parts.sightings.all;
  }

  until<Found>(find: () => Found | undefined, withinMs: number): Promise<Found | undefined> {
    return this.#parts.sightings.until(find, withinMs, this.stop);
  }

  async client(): Promise<BenchClient | string> {
    const { hub } = this.#parts;
    const id = this.#connected() ?? (await this.#waitForClient());
    if (id === undefined) return this.#explainNobody();
    this.#isGivenUp = false;
    // One that has not subscribed by then is what it is.
    await this.until(() => hub.isListening({ id } as never) || undefined, this.settings.settleMs);
    await this.#untilCalm(id);
    const last = this.sightings.findLast((seen) => seen.what === 'connected' && seen.client === id);
    const transport = last?.what === 'connected' ? last.transport : 'unknown';
    return { id, transport, subscriptions: hub.subscriptionsOf({ id }) };
  }

  async trouble(faults: readonly BenchFault[]): Promise<() => Promise<void>> {
    const names: string[] = [];
    for (const fault of faults) {
      const name = `check ${++this.#troubles}`;
      const result = await this.#command({ do: 'fault.start', name, ...fault });
      if (result.outcome !== 'done') throw new Error(`${fault.fault} could not begin: ${result.reason}`);
      names.push(name);
    }
    // One that is over by itself is refused, which is as well.
    return async () => {
      for (const name of names) await this.#command({ do: 'fault.stop', name });
    };
  }

  async play(simulatedMs: number): Promise<boolean> {
    const { run, scenario } = this.#parts;
    await run.advance(simulatedMs);
    return run.state !== 'over' && run.clock.simulatedMs < scenario.endMs;
  }

  heardBy(client: string): readonly HubDraft[] {
    return this.#heard.get(client) ?? [];
  }

  push(draft: HubDraft): void {
    this.#pushed.add(draft.eventId);
    const { run, vendor } = this.#parts;
    run.send({ ...draft, vendor, at: run.clock.simulatedMs });
  }

  /** Until the answer to its last call has had the time to arrive: what happens before is another story each time. */
  async #untilCalm(id: string): Promise<void> {
    const { sightings, clock } = this.#parts;
    for (;;) {
      const last = sightings.all.findLast((seen) => seen.what === 'called' && seen.client === id);
      const leftMs = (last?.atMs ?? -Infinity) + calmMs - sightings.nowMs;
      if (leftMs <= 0 || this.stop.aborted) return;
      await clock.sleep(leftMs, this.stop);
    }
  }

  #command(command: Readonly<Record<string, unknown>>): ReturnType<Run['command']> {
    return this.#parts.run.command(command as unknown as RunCommandInput);
  }

  /** The one that connected last and is still there. */
  #connected(): string | undefined {
    return this.#parts.run.servers?.clients(this.#parts.vendor).at(-1)?.id;
  }

  async #waitForClient(): Promise<string | undefined> {
    const { startClient, servers, sightings, onNote } = this.#parts;
    if (startClient !== undefined) {
      await startClient(servers);
      sightings.add({ what: 'was started' });
    } else if (this.#isGivenUp) return undefined;
    else
      onNote(this.sightings.length === 0 ? 'Start your client now.' : 'Your client is gone. Start it again.');
    const id = await this.until(() => this.#connected(), this.settings.waitMs);
    this.#isGivenUp = id === undefined;
    return id;
  }

  #explainNobody(): string {
    const { waitMs } = this.settings;
    const last = this.sightings.at(-1);
    const seen =
      last === undefined
        ? 'Nothing was seen of it.'
        : `The last that was seen of it: it ${last.what}${last.what === 'asked for a token' ? `, and was answered ${last.status}` : ''}.`;
    return `No client was connected within ${waitMs / 1000} s. ${seen}`;
  }
}
