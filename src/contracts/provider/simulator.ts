import { vendorNames, type VendorName } from '../../dialects/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Scenario } from '../../scenario/index.ts';
import { chooseLike } from '../events/choose.ts';
import { holdAll, type Held } from '../events/hold-all.ts';
import type { WantedEvent } from '../events/known-events.ts';
import { resolveEvent, type EventMap } from '../events/resolve-event.ts';
import type { RawRequest, RawResponse } from '../../server/request-bytes.ts';
import type { Provider, ProviderMessage } from '../gateway/provider.ts';
import { expectedStatus, expectsNothing, providerOf } from '../pact/parts.ts';
import type { Interaction, ProviderState } from '../pact/pact.ts';
import { vendorNamed } from '../providers.ts';
import { castOf } from '../states/cast.ts';
import { planStates, type StateMap, type StatePlan } from '../states/plan-states.ts';
import type { PushedForm } from '../vendors/fixture.ts';
import { fixtures } from '../vendors/index.ts';
import { contentOf, formType, isWanted, readFields } from './sent-content.ts';
import { ProviderRun, type Output } from './provider-run.ts';
import type { Wire } from './wire.ts';

/** What phoney as a provider is made of. */
export interface SimulatorParts {
  readonly scenario: Scenario;
  readonly events: EventMap;
  readonly states: StateMap;
  /** What is there only sometimes, by description. */
  readonly sometimes?: ReadonlyMap<string, readonly string[]>;
  readonly clock: Clock;
}

/** What interactions have in common that can be held against the same run. */
interface Setting {
  readonly vendors: readonly VendorName[];
  readonly served: boolean;
  readonly withHub: boolean;
  readonly form: 'json' | 'url-encoded';
  readonly plan: StatePlan;
  /** The same for the same setting, and for no other. */
  readonly key: string;
}

/**
 * Phoney itself as the provider of a team's contracts. Every message is one that the simulated centre caused and that came off
 * a real wire; every response is one of phoney's own server.
 */
export class Simulator implements Provider {
  readonly #parts: SimulatorParts;
  /** Opened when first needed. */
  #wire: Promise<Wire> | undefined;
  readonly #settings = new WeakMap<Interaction, Setting>();
  /** By setting. */
  readonly #runs = new Map<string, Promise<ProviderRun>>();
  /** How many interactions a run is still needed for, by setting. */
  readonly #left = new Map<string, number>();
  /** Those that are being closed. */
  readonly #closing = new Set<Promise<void>>();
  /** How many requests want a run of their own. */
  #changes = 0;
  /** The types of event that are wanted, by setting. */
  readonly #wanted = new Map<string, Set<string>>();

  constructor(parts: SimulatorParts) {
    this.#parts = parts;
  }

  /** Finds out what is wanted of which run, and plays the ordinary day. */
  async prepare(interactions: readonly Interaction[]): Promise<void> {
    for (const interaction of interactions) this.#want(interaction);
    const ordinary = interactions.filter(({ kind, states }) => kind === 'message' && states.length === 0);
    const posts = interactions.some(
      (one) => this.#keyOf(one) !== undefined && isPosted(this.#settingOf(one)),
    );
    await Promise.all([posts ? this.#openWire() : undefined, ...ordinary.map((one) => this.#playAhead(one))]);
  }

  /** Why a day cannot be played is told when its message is asked for. */
  async #playAhead(interaction: Interaction): Promise<void> {
    await this.#runOf(interaction)
      .then((run) => run.output())
      .catch(() => undefined);
  }

  /** Sets up all states of the interaction together; what they tell is for generators in the contract. */
  async setUp(interaction: Interaction, { name }: ProviderState): Promise<Readonly<Record<string, unknown>>> {
    if (name === '') return {};
    return (await this.#runOf(interaction)).values;
  }

  tearDown(): Promise<void> {
    return Promise.resolve();
  }

  async message(interaction: Interaction, question: unknown): Promise<ProviderMessage> {
    if (interaction.kind === 'sync-message') return this.#ask(interaction, question);
    const wanted = resolveEvent(interaction, this.#parts.events);
    refuseNothing(interaction);
    const output = await (await this.#runOf(interaction)).output();
    const hub = fixtures[wanted.vendor]?.hub;
    return hub === undefined
      ? this.#posted(interaction, wanted, output)
      : this.#pushed(interaction, wanted, output, hub);
  }

  async forward(interaction: Interaction, request: RawRequest): Promise<RawResponse> {
    return (await this.#runOf(interaction)).forward(request, expectedStatus(interaction));
  }

  /** A run ends with the last interaction that needs it. */
  finished(interaction: Interaction): void {
    const key = this.#keyOf(interaction);
    if (key === undefined) return;
    const left = (this.#left.get(key) ?? 1) - 1;
    this.#left.set(key, left);
    if (left === 0) void this.#forget(key);
  }

  async close(): Promise<void> {
    for (const key of [...this.#runs.keys()]) void this.#forget(key);
    await Promise.all(this.#closing);
    // One that could not be opened has told why.
    await this.#wire?.then((wire) => wire.close()).catch(() => undefined);
  }

  #openWire(): Promise<Wire> {
    const { scenario, clock } = this.#parts;
    // With it come the libraries that make certificates.
    this.#wire ??= import('./wire.ts').then((room) => room.Wire.open(scenario, clock));
    return this.#wire;
  }

  /** A message over HTTP, as a receiver behind mutual TLS got it. */
  async #posted(
    interaction: Interaction,
    wanted: WantedEvent,
    { messages }: Output,
  ): Promise<ProviderMessage> {
    const ofType = messages.filter((message) => isWanted(message, wanted));
    const contents = new Map(ofType.map((one) => [one, contentOf(one)]));
    const chosen = chooseLike(interaction.example, ofType, (one) => contents.get(one));
    if (chosen === undefined) throw new Error(explainMissing(interaction, wanted));
    const { method, path, headers, body } = await (await this.#openWire()).send(chosen);
    const held = this.#hold(interaction, [...contents.values()]);
    if (interaction.isForm === true) {
      const [address, query = ''] = path.split('?', 2);
      return {
        body: readFields(query, interaction.example),
        contentType: formType,
        metadata: { method, path: address },
        held,
      };
    }
    const contentType = String(headers['content-type'] ?? 'application/octet-stream');
    return { body, contentType, metadata: { method, path }, held };
  }

  /** A message of the hub, as Microsoft's client got it: the frame, its argument or its data, whichever the contract speaks of. */
  #pushed(
    interaction: Interaction,
    wanted: WantedEvent,
    { frames }: Output,
    { eventTypeOf, viewOf }: PushedForm,
  ): ProviderMessage {
    const view = viewOf(interaction.example);
    const contents = frames.filter((frame) => eventTypeOf(frame) === wanted.eventType).map(view);
    const chosen = chooseLike(interaction.example, contents, (content) => content);
    if (chosen === undefined) throw new Error(explainMissing(interaction, wanted));
    return { ...jsonMessage(chosen), held: this.#hold(interaction, contents) };
  }

  /** A state asks for one message in particular; without one, the consumer has to do with all of the type. */
  #hold(interaction: Interaction, contents: readonly unknown[]): Held {
    const isNarrow = this.#settingOf(interaction).plan.steps.length > 0;
    const sometimes = this.#parts.sometimes?.get(interaction.description);
    return isNarrow ? { lacking: [], notes: [] } : holdAll(interaction, contents, sometimes);
  }

  async #ask(interaction: Interaction, question: unknown): Promise<ProviderMessage> {
    if (typeof question !== 'object' || question === null || !('target' in question)) {
      throw new Error(
        `The question of "${interaction.description}" is no invocation of the hub: it has no target. Write {"type":1,"invocationId":"1","target":"Subscribe","arguments":[…]}.`,
      );
    }
    refuseNothing(interaction);
    const run = await this.#runOf(interaction);
    const frame = await run.ask({ type: 1, ...question });
    const whole =
      typeof interaction.example === 'object' &&
      interaction.example !== null &&
      'type' in interaction.example;
    return jsonMessage(whole ? frame : frame['result']);
  }

  #want(interaction: Interaction): void {
    const key = this.#keyOf(interaction);
    if (key === undefined) return;
    this.#left.set(key, (this.#left.get(key) ?? 0) + 1);
    const wanted = this.#eventOf(interaction);
    if (wanted === undefined) return;
    const types = this.#wanted.get(key) ?? new Set();
    // What a run that was played already did not keep is not there.
    if (!types.has(wanted.eventType)) void this.#forget(key);
    this.#wanted.set(key, types.add(wanted.eventType));
  }

  /** `undefined` for a state that means nothing: that is told when it is to be set up. */
  #keyOf(interaction: Interaction): string | undefined {
    try {
      return this.#settingOf(interaction).key;
    } catch {
      return undefined;
    }
  }

  /** What a message is about; one that is about no event is told so later. */
  #eventOf(interaction: Interaction): WantedEvent | undefined {
    if (interaction.kind !== 'message') return undefined;
    try {
      return resolveEvent(interaction, this.#parts.events);
    } catch {
      return undefined;
    }
  }

  #settingOf(interaction: Interaction): Setting {
    const known = this.#settings.get(interaction) ?? this.#findSetting(interaction);
    this.#settings.set(interaction, known);
    return known;
  }

  #findSetting(interaction: Interaction): Setting {
    const wanted = this.#eventOf(interaction);
    const vendor = wanted?.vendor ?? vendorNamed(providerOf(interaction));
    const withHub = wanted !== undefined && fixtures[wanted.vendor]?.hub !== undefined;
    const setting = {
      vendors: vendor === undefined ? vendorNames : [vendor],
      served: withHub || interaction.kind !== 'message',
      withHub,
      form: interaction.isForm === true ? ('url-encoded' as const) : ('json' as const),
      plan: this.#planOf(interaction, vendor),
    };
    // What changes something has a run of its own.
    const changes = interaction.kind === 'http' && !/^(GET|HEAD)$/.test(interaction.request?.method ?? '');
    return { ...setting, key: JSON.stringify([setting, changes ? ++this.#changes : 0]) };
  }

  /** Its states, and what its path says of accounts, which are there unless a 404 is expected. */
  #planOf(interaction: Interaction, vendor: VendorName | undefined): StatePlan {
    const { states, scenario } = this.#parts;
    const plan = planStates(interaction.states, states, castOf(scenario));
    const path = interaction.request?.path ?? '';
    if (vendor === undefined || expectedStatus(interaction) === 404) return plan;
    return { ...plan, facts: { ...plan.facts, ...fixtures[vendor]?.factsOf?.(path) } };
  }

  #forget(key: string): Promise<void> {
    const run = this.#runs.get(key);
    this.#runs.delete(key);
    // One that could not be started has told why.
    const closed = run?.then((started) => started.close()).catch(() => undefined) ?? Promise.resolve();
    this.#closing.add(closed);
    return closed.finally(() => this.#closing.delete(closed));
  }

  async #runOf(interaction: Interaction): Promise<ProviderRun> {
    const setting = this.#settingOf(interaction);
    const { key } = setting;
    const known = this.#runs.get(key);
    if (known !== undefined) return known;
    const eventTypes = this.#wanted.get(key);
    const run = this.#startRun(setting, eventTypes);
    this.#runs.set(key, run);
    return run;
  }

  async #startRun(setting: Setting, eventTypes: ReadonlySet<string> | undefined): Promise<ProviderRun> {
    const { scenario, clock } = this.#parts;
    const receiverOrigin = isPosted(setting) ? (await this.#openWire()).origin : 'https://localhost';
    return ProviderRun.start({ ...setting, scenario, clock, receiverOrigin, eventTypes });
  }
}

/** Whether messages of it go to a receiver. */
function isPosted({ vendors }: Setting): boolean {
  return vendors.some((vendor) => fixtures[vendor]?.path !== undefined);
}

function jsonMessage(content: unknown): ProviderMessage {
  return { body: JSON.stringify(content), contentType: 'application/json', metadata: {} };
}

function refuseNothing(interaction: Interaction): void {
  if (!expectsNothing(interaction)) return;
  throw new Error(
    `"${interaction.description}" expects nothing, so that anything would pass. Expect the fields that you read.`,
  );
}

function explainMissing({ states }: Interaction, { vendor, eventType, callState }: WantedEvent): string {
  const what = [vendor, eventType, callState ?? []].flat().join(' ');
  const given = states.filter(({ name }) => name !== '').map(({ name }) => `"${name}"`);
  return given.length === 0
    ? `The scenario causes no ${what}. Name another with --scenario.`
    : `The provider state ${given.join(' and ')} causes no ${what}. Choose another state, or say in a file for --map what it means.`;
}
