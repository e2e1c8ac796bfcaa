import { Agent } from 'node:http';
import type { TimedCommand } from '../../centre/commands/command.ts';
import type { EnreachDialect } from '../../dialects/enreach/index.ts';
import { renderAll } from '../../run/loop.ts';
import { createSource, type RunSource } from '../../run/repeat.ts';
import { openHost, type Host } from '../../server/open-server.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Message } from '../../channels/message.ts';
import type { Scenario } from '../../scenario/index.ts';
import {
  passedHeaders,
  requestBytes,
  type RawRequest,
  type RawResponse,
} from '../../server/request-bytes.ts';
import type { StatePlan } from '../states/plan-states.ts';
import { playDay, type Day } from './day.ts';
import { createCast, type Cast } from './cast.ts';
import { HubClient } from './hub-client.ts';
import type { HttpWire } from './http-wire.ts';
import type { Arrival } from '../../receiver/answer.ts';
import type { Frame } from './recording-protocol.ts';

/** What a rehearsal is made of. */
export interface RehearsalParts {
  readonly scenario: Scenario;
  /** What the provider states ask for. */
  readonly plan: StatePlan;
  readonly wire: HttpWire;
  readonly clock: Clock;
  /** True: a client of the hub listens to everything on the day. */
  readonly withHub: boolean;
}

/** For an answer of our own server. */
const timeoutMs = 5000;

/** What was said on the day, from the provider states on. */
export interface Said {
  /** The messages that leave over HTTP. */
  readonly messages: readonly Message[];
  /** What the client of the hub received: `MessageReceived` frames. */
  readonly frames: readonly Frame[];
}

/**
 * One centre on one day, with the provider states of one interaction brought about: what it says goes over the real wire, and its
 * server answers on real sockets.
 */
export class Rehearsal {
  readonly #parts: RehearsalParts;
  readonly #cast: Cast;
  readonly #host: Host;
  readonly #source: RunSource;
  readonly #agent = new Agent({ keepAlive: true });
  #said: Promise<Said> | undefined;

  private constructor(parts: RehearsalParts, cast: Cast, host: Host, source: RunSource) {
    this.#parts = parts;
    this.#cast = cast;
    this.#host = host;
    this.#source = source;
  }

  /**
   * Sets the scene. When provider states ask something of the centre, the day is played at once: throws an error that tells why
   * a state could not be brought about.
   */
  static async open(parts: RehearsalParts): Promise<Rehearsal> {
    const { scenario, plan, wire, clock } = parts;
    const host = await openHost({});
    try {
      const cast = createCast(scenario, plan.rte, { wire, clock, origin: host.origin });
      const commands = [...scenario.commands, ...plan.commands];
      const source = createSource(
        { ...scenario, commands },
        {
          intervalsMs: [...new Set(cast.dialects.flatMap(({ intervalsMs }) => intervalsMs))],
          repeats: false,
        },
      );
      renderAll({ dialects: cast.dialects, source }, { type: 'day.began', at: scenario.startMs });
      host.serve(cast.dialects, { observer: silent, clock, onError: rethrow });
      const rehearsal = new Rehearsal(parts, cast, host, source);
      if (plan.commands.length > 0) await rehearsal.said();
      return rehearsal;
    } catch (error) {
      await host.close();
      throw error;
    }
  }

  /** Ids and names, for contracts whose generators ask for them. */
  get values(): Readonly<Record<string, unknown>> {
    return this.#cast.values();
  }

  /** Plays the day, once. */
  said(): Promise<Said> {
    this.#said ??= this.#play();
    return this.#said;
  }

  /** Sends a message of the day to a real receiver, and returns what arrived there. */
  send(message: Message): Promise<Arrival> {
    return this.#parts.wire.send(message, this.#cast.lanes);
  }

  /** Asks the hub over a connection of its own, to the letter, and returns the frame of the answer. */
  async ask(question: Frame): Promise<Frame> {
    const client = await HubClient.connect(this.#cast.address);
    try {
      for (const { event, entityId } of this.#cast.subscriptions()) {
        await client.invoke('Subscribe', [{ EntityId: entityId, EventName: event }]);
      }
      return await client.ask(question);
    } finally {
      await client.close();
    }
  }

  /** Hands a request to phoney's own server, as it is. */
  forward({ method, path, headers, body }: RawRequest): Promise<RawResponse> {
    return requestBytes({
      url: new URL(path, this.#host.origin),
      method,
      headers: this.#cast.signIn(passedHeaders(headers)),
      body,
      agent: this.#agent,
      timeoutMs,
    });
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await this.#host.close();
  }

  async #play(): Promise<Said> {
    const { scenario, plan, clock, withHub } = this.#parts;
    const { startMs } = scenario;
    const { dialects, enreach } = this.#cast;
    const client = withHub ? await listenToAll(this.#cast.address, enreach) : undefined;
    const hub = client === undefined ? undefined : this.#host.channel;
    const day = await playDay({ source: this.#source, dialects, hub, clock, startMs });
    checkRefusals(day, plan.commands);
    const since = plan.commands.length === 0 ? startMs : Math.min(...plan.commands.map(({ atMs }) => atMs));
    const frames = framesSince(client?.frames ?? [], since);
    await client?.close();
    return { messages: day.messages.filter(({ at }) => at >= since), frames };
  }
}

const silent = { attempted: () => undefined, ended: () => undefined };

function rethrow(error: unknown): void {
  throw error;
}

/** Subscribes to every event of every entity. */
async function listenToAll(
  address: Parameters<typeof HubClient.connect>[0],
  { directory }: EnreachDialect,
): Promise<HubClient> {
  const client = await HubClient.connect(address);
  const events = (await client.invoke('AvailableSubscriptions')) as readonly string[];
  const { users, queues, callLists } = directory;
  for (const { id } of [...users, ...queues, ...callLists]) {
    // What an entity does not have is refused item by item.
    await client.invoke(
      'Subscribe',
      events.map((EventName) => ({ EntityId: id, EventName })),
    );
  }
  client.frames.length = 0;
  return client;
}

function checkRefusals({ refusals }: Day, commands: readonly TimedCommand[]): void {
  const own = refusals.find(({ at, command }) =>
    commands.some((asked) => asked.atMs === at && asked.command.do === command),
  );
  if (own !== undefined)
    throw new Error(`The provider state could not be brought about: ${own.command}: ${own.reason}`);
}

function framesSince(frames: readonly Frame[], sinceMs: number): Frame[] {
  return frames.filter((frame) => {
    const [message] = (frame['arguments'] ?? []) as readonly {
      readonly data?: { readonly timestamp?: string };
    }[];
    const at = Date.parse(message?.data?.timestamp ?? '');
    return frame['target'] === 'MessageReceived' && !(at < sinceMs);
  });
}
