import { Agent } from 'node:http';
import { requestBytes } from '../../../server/request-bytes.ts';
import { HubClient } from '../../../contracts/provider/hub-client.ts';
import type { Frame } from '../../../contracts/provider/recording-protocol.ts';
import type { Subscribed } from '../../../contracts/states/client-facts.ts';
import type { FixtureClient } from '../../../contracts/vendors/fixture.ts';

interface Named {
  readonly name: string;
  readonly id: string;
}

/** Where hub and token endpoint are, and what is in the organisation. */
export interface Announced {
  readonly rte: string;
  readonly token: string;
  readonly users: readonly Named[];
  readonly queues: readonly Named[];
  readonly callLists: readonly Named[];
}

/** How long an endpoint on this machine may take. */
const timeoutMs = 5000;
/** Subscriptions in one call: a client's message may have 32 KiB. */
const itemsPerCall = 200;

/** A client of the hub with a token from the real token endpoint. */
export class EnreachClient implements FixtureClient {
  readonly #hub: HubClient;
  readonly #announced: Announced;

  private constructor(hub: HubClient, announced: Announced) {
    this.#hub = hub;
    this.#announced = announced;
  }

  static async connect(announced: Announced, authorization: string): Promise<EnreachClient> {
    const token = await fetchToken(announced.token, authorization);
    return new EnreachClient(await HubClient.connect(announced.rte, token, 'MessageReceived'), announced);
  }

  async subscribe(items: readonly Subscribed[]): Promise<void> {
    await this.#subscribe(items.map((item) => ({ EntityId: this.#idOf(item), EventName: item.event })));
  }

  async subscribeToAll(eventTypes: readonly string[] | undefined): Promise<void> {
    const events = eventTypes ?? ((await this.#hub.invoke('AvailableSubscriptions')) as readonly string[]);
    const { users, queues, callLists } = this.#announced;
    // What an entity does not have is refused item by item.
    const entities = [...users, ...queues, ...callLists];
    await this.#subscribe(
      entities.flatMap(({ id }) => events.map((EventName) => ({ EntityId: id, EventName }))),
    );
  }

  async pushed(): Promise<readonly Frame[]> {
    // Frames of one connection keep their order: behind an answer there is nothing from before it.
    await this.#hub.invoke('AvailableSubscriptions');
    return this.#hub.frames.filter((frame) => frame['target'] === 'MessageReceived');
  }

  ask(question: Frame): Promise<Frame> {
    return this.#hub.ask(question);
  }

  close(): Promise<void> {
    return this.#hub.close();
  }

  async #subscribe(items: readonly Readonly<Record<string, string>>[]): Promise<void> {
    for (let from = 0; from < items.length; from += itemsPerCall)
      await this.#hub.invoke('Subscribe', items.slice(from, from + itemsPerCall));
  }

  #idOf({ user, queue }: Subscribed): string {
    const { users, queues } = this.#announced;
    const list = queue === undefined ? users : queues;
    return (list.find(({ name }) => name === (queue ?? user)) ?? list[0])?.id ?? '';
  }
}

async function fetchToken(endpoint: string, authorization: string): Promise<string> {
  const agent = new Agent();
  const { status, body } = await requestBytes({
    url: new URL(endpoint),
    method: 'GET',
    headers: [['authorization', authorization]],
    body: Buffer.alloc(0),
    agent,
    timeoutMs,
  });
  agent.destroy();
  if (status !== 200) throw new Error(`phoney's token endpoint answered ${status}: ${body.toString()}`);
  return (JSON.parse(body.toString()) as { readonly Token: string }).Token;
}
