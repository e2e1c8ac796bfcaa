import type { HubProtocol, OwnPart, SharedPart } from '../../channels/message.ts';
import type { HubDraft } from '../dialect.ts';
import { nameFor, type Naming } from './names.ts';
import type { RteEvent } from './rte-event.ts';
import type { SubscriptionBody } from './wire/subscription.ts';

/** The feed that all of RTE's messages are: one hub, one kind of message. */
export const feed = 'rte';

/** The hub's only message. */
const target = 'MessageReceived';

/** One event on its way to any number of subscribers: what they share is serialised once. */
export class Publication {
  readonly #event: RteEvent;
  readonly #eventId: string;
  readonly #shared: SharedPart;
  /** The JSON of the arguments, before and behind the subscription. */
  readonly #head: string;
  readonly #tail: string;
  readonly #hubPath: string;

  constructor(
    event: RteEvent,
    data: Readonly<Record<string, unknown>>,
    { naming, hubPath }: { readonly naming: Naming; readonly hubPath: string },
  ) {
    this.#event = event;
    this.#eventId = String(data['Id']);
    this.#hubPath = hubPath;
    this.#shared = {
      arguments: (protocol, hole) => {
        const named = nameFor({ Subscription: null, Data: data }, protocol, naming) as Record<
          string,
          unknown
        >;
        const [subscription = ''] = Object.keys(named);
        return [{ ...named, [subscription]: hole }];
      },
    };
    const json = JSON.stringify(this.#shared.arguments('json', null));
    const cut = json.indexOf('null');
    this.#head = json.slice(0, cut);
    this.#tail = json.slice(cut + 'null'.length);
  }

  /**
   * The message for one subscriber. Its `body` is the arguments' JSON, exactly as a client of the JSON protocol gets it;
   * it is joined from shared pieces and costs next to nothing until somebody reads it.
   */
  to(own: Subscriber): HubDraft {
    return {
      feed,
      channel: 'signalr',
      eventId: this.#eventId,
      eventType: this.#event.eventType,
      contactId: this.#event.contactId,
      target,
      hubPath: this.#hubPath,
      body: this.#head + own.json + this.#tail,
      orderKey: own.orderKey,
      filtered: false,
      ...(own.connectionId !== null && {
        push: { connectionId: own.connectionId, shared: this.#shared, own: own.part },
      }),
    };
  }
}

/** A subscription in the forms in which it goes into messages; never changes while the subscription lives. */
export interface Subscriber {
  readonly json: string;
  readonly part: OwnPart;
  /** Messages to one client leave in order. */
  readonly orderKey: string;
  /** `null` for the imagined one of a dry run. */
  readonly connectionId: string | null;
}

/** The subscriber of a subscription: a client, or, without a connection, the imagined one of a dry run, in which nobody can connect. */
export function createSubscriber(
  body: SubscriptionBody,
  { naming, connectionId }: { readonly naming: Naming; readonly connectionId: string | null },
): Subscriber {
  const value = (protocol: HubProtocol): unknown => nameFor(body, protocol, naming);
  return {
    json: JSON.stringify(value('json')),
    part: { value },
    orderKey: connectionId ?? 'dry-run',
    connectionId,
  };
}
