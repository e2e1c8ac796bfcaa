import type { Message } from '../../channels/message.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Scenario } from '../../scenario/index.ts';
import { chooseLike } from '../events/choose.ts';
import type { WantedEvent } from '../events/known-events.ts';
import { resolveEvent, type EventMap } from '../events/resolve-event.ts';
import type { RawRequest, RawResponse } from '../../server/request-bytes.ts';
import type { Provider, ProviderMessage } from '../gateway/provider.ts';
import type { Interaction, ProviderState } from '../pact/pact.ts';
import { HttpWire } from './http-wire.ts';
import type { Frame } from './recording-protocol.ts';
import { Rehearsal, type Said } from './rehearsal.ts';
import { viewOf } from './views.ts';
import { planStates, type StateMap } from '../states/plan-states.ts';

/** What phoney as a provider is made of. */
export interface SimulatorParts {
  readonly scenario: Scenario;
  readonly events: EventMap;
  readonly states: StateMap;
  readonly clock: Clock;
}

/** How long after the scenario's start provider states take effect. */
const statesAfterMs = 5 * 60_000;

/**
 * Phoney itself as the provider of a team's contracts. Every message is one that the simulated centre brought about and that came off
 * a real wire; every response is one of phoney's own server.
 */
export class Simulator implements Provider {
  readonly #parts: SimulatorParts;
  readonly #wire: HttpWire;
  /** By what is asked of them: interactions with the same provider states share a day. */
  readonly #rehearsals = new Map<string, Promise<Rehearsal>>();

  /** The states with which somebody has to listen to the hub. */
  readonly #withHub = new Set<string>();

  private constructor(parts: SimulatorParts, wire: HttpWire) {
    this.#parts = parts;
    this.#wire = wire;
  }

  static async open(parts: SimulatorParts): Promise<Simulator> {
    return new Simulator(parts, await HttpWire.open(parts.clock));
  }

  /** Finds out for which states somebody has to listen to the hub, and plays the ordinary day. */
  async prepare(interactions: readonly Interaction[]): Promise<void> {
    const { events } = this.#parts;
    for (const interaction of interactions) {
      if (interaction.kind === 'message' && isAboutHub(interaction, events))
        this.#withHub.add(keyOf(interaction));
    }
    const ordinary = interactions.find(({ kind, states }) => kind === 'message' && states.length === 0);
    if (ordinary !== undefined) await (await this.#rehearsalOf(ordinary)).said();
  }

  /** Brings all states of the interaction about together; what they tell is for generators in the contract. */
  async setUp(interaction: Interaction, { name }: ProviderState): Promise<Readonly<Record<string, unknown>>> {
    if (name === '') return {};
    const rehearsal = await this.#rehearsalOf(interaction);
    return rehearsal.values;
  }

  tearDown(): Promise<void> {
    return Promise.resolve();
  }

  async message(interaction: Interaction, question: unknown): Promise<ProviderMessage> {
    if (interaction.kind === 'sync-message') return this.#ask(interaction, question);
    const wanted = resolveEvent(interaction, this.#parts.events);
    const rehearsal = await this.#rehearsalOf(interaction);
    return wanted.vendor === 'enreach'
      ? pushed(interaction, wanted, await rehearsal.said())
      : this.#posted(interaction, wanted, rehearsal);
  }

  async forward(interaction: Interaction, request: RawRequest): Promise<RawResponse> {
    const rehearsal = await this.#rehearsalOf(interaction);
    return rehearsal.forward(request);
  }

  async close(): Promise<void> {
    const rehearsals = await Promise.allSettled(this.#rehearsals.values());
    for (const rehearsal of rehearsals) if (rehearsal.status === 'fulfilled') await rehearsal.value.close();
    await this.#wire.close();
  }

  /** A message over HTTP, as a receiver behind mutual TLS got it. */
  async #posted(
    interaction: Interaction,
    wanted: WantedEvent,
    rehearsal: Rehearsal,
  ): Promise<ProviderMessage> {
    const { messages } = await rehearsal.said();
    const ofType = messages.filter((message) => isWanted(message, wanted));
    const chosen = chooseLike(interaction.example, ofType, ({ body }) => JSON.parse(body) as unknown);
    if (chosen === undefined) throw new Error(explainMissing(interaction, wanted));
    const { method, path, headers, body } = await rehearsal.send(chosen);
    const contentType = String(headers['content-type'] ?? 'application/octet-stream');
    return { body, contentType, metadata: { method, path } };
  }

  async #ask(interaction: Interaction, question: unknown): Promise<ProviderMessage> {
    if (typeof question !== 'object' || question === null || !('target' in question)) {
      throw new Error(
        `The question of "${interaction.description}" is no invocation of the hub: it has no target. Write {"type":1,"invocationId":"1","target":"Subscribe","arguments":[…]}.`,
      );
    }
    const rehearsal = await this.#rehearsalOf(interaction);
    const frame = await rehearsal.ask({ type: 1, ...question });
    const whole =
      typeof interaction.example === 'object' &&
      interaction.example !== null &&
      'type' in interaction.example;
    return jsonMessage(whole ? frame : frame['result']);
  }

  #rehearsalOf(interaction: Interaction): Promise<Rehearsal> {
    const { scenario, states: map, clock } = this.#parts;
    const withHub = this.#withHub.has(keyOf(interaction));
    const key = `${keyOf(interaction)} ${withHub}`;
    let rehearsal = this.#rehearsals.get(key);
    if (rehearsal === undefined) {
      rehearsal = Promise.resolve().then(() =>
        Rehearsal.open({
          scenario,
          plan: planStates(interaction.states, map, scenario.startMs + statesAfterMs),
          wire: this.#wire,
          clock,
          withHub,
        }),
      );
      this.#rehearsals.set(key, rehearsal);
    }
    return rehearsal;
  }
}

/** What is alike for interactions that share a rehearsal: their provider states. */
function keyOf({ states }: Interaction): string {
  return JSON.stringify(states);
}

/** Whether somebody must listen to the hub for this interaction. One that is about no event is told so later. */
function isAboutHub(interaction: Interaction, events: EventMap): boolean {
  try {
    return resolveEvent(interaction, events).vendor === 'enreach';
  } catch {
    return false;
  }
}

function isWanted({ vendor, eventType, body }: Message, wanted: WantedEvent): boolean {
  if (vendor !== wanted.vendor || eventType !== wanted.eventType) return false;
  return (
    wanted.callState === undefined ||
    (JSON.parse(body) as { call_state?: string }).call_state === wanted.callState
  );
}

/** A message of the hub, as Microsoft's client got it: the frame, its argument or its data, whichever the contract speaks of. */
function pushed(interaction: Interaction, wanted: WantedEvent, { frames }: Said): ProviderMessage {
  const view = viewOf(interaction.example) ?? viewOf({ eventType: '' });
  const contents = frames
    .filter((frame) => eventTypeIn(frame) === wanted.eventType)
    .map((frame) => view?.(frame));
  const chosen = chooseLike(interaction.example, contents, (content) => content);
  if (chosen === undefined) throw new Error(explainMissing(interaction, wanted));
  return jsonMessage(chosen);
}

function eventTypeIn(frame: Frame): string | undefined {
  const [message] = (frame['arguments'] ?? []) as readonly {
    readonly data?: Readonly<Record<string, unknown>>;
  }[];
  const eventType = message?.data?.['eventType'] ?? message?.data?.['EventType'];
  return typeof eventType === 'string' ? eventType : undefined;
}

function jsonMessage(content: unknown): ProviderMessage {
  return { body: JSON.stringify(content), contentType: 'application/json', metadata: {} };
}

function explainMissing({ states }: Interaction, { vendor, eventType, callState }: WantedEvent): string {
  const what = [vendor, eventType, callState ?? []].flat().join(' ');
  const given = states.filter(({ name }) => name !== '').map(({ name }) => `"${name}"`);
  return given.length === 0
    ? `The scenario brings about no ${what}. Name another with --scenario.`
    : `After the provider state ${given.join(' and ')} the scenario brings about no ${what}. Choose another state, or another scenario with --scenario.`;
}
