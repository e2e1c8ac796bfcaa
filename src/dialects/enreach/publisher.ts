import type { CentreEvent } from '../../centre/model/event.ts';
import type { CentreView } from '../../centre/model/view.ts';
import type { HubDraft } from '../dialect.ts';
import { Calls } from './calls.ts';
import type { EnreachConfig } from './config.ts';
import type { Directory } from './directory.ts';
import { createSubscriber, Publication, type Subscriber } from './publication.ts';
import type { Guids } from './guids.ts';
import { render } from './render/index.ts';
import { Statuses, statusesNow } from './render/status.ts';
import { frameEvent, type RteEvent } from './rte-event.ts';
import { describe } from './subscriptions.ts';
import { formatDateTime } from './time.ts';
import { eventDefinitions, type EventName } from './wire/index.ts';

/** Who is subscribed to an event. */
export interface Subscribers {
  subscribersTo(event: RteEvent): Iterable<Subscriber>;
}

/** What a {@link Publisher} works with. */
export interface PublisherParts {
  readonly config: EnreachConfig;
  readonly directory: Directory;
  readonly guids: Guids;
  readonly subscribers: Subscribers;
}

/**
 * Turns what happened in the centre into RTE's events and these into messages, one for each subscription. An event gets
 * its id and its place in time whether or not anybody is subscribed to it: who is changes nothing for the others.
 */
export class Publisher {
  readonly #parts: PublisherParts;
  #calls: Calls;
  #statuses = new Statuses();
  #count = 0;
  #unaskedCount = 0;
  #lastAt = 0;
  /** How many events there were in the millisecond `#lastAt`: each gets a tick of its own. */
  #ticks = 0;

  constructor(parts: PublisherParts) {
    this.#parts = parts;
    this.#calls = new Calls(parts.guids);
  }

  /** A new day begins: nobody is on a call, and every status is new. */
  newDay(): void {
    this.#calls = new Calls(this.#parts.guids);
    this.#statuses = new Statuses();
  }

  /** The messages for one event of the centre, in order. */
  render(event: CentreEvent, view: CentreView): readonly HubDraft[] {
    const { config, directory, guids } = this.#parts;
    const context = { config, directory, guids, calls: this.#calls, view };
    return render(event, context, this.#statuses).flatMap((rteEvent) => this.#publish(rteEvent, event.at));
  }

  /**
   * A message that nobody asked for, of the first status that `has` does not know; of a user whom there is not when it knows
   * all of them. It has ids of its own, so that no event's or subscription's moves.
   */
  unasked(
    connectionId: string,
    {
      at,
      view,
      has,
      method,
    }: {
      readonly at: number;
      readonly view: CentreView;
      readonly has: (eventType: EventName, entityId: string) => boolean;
      readonly method: string | undefined;
    },
  ): HubDraft {
    const { config, directory, guids } = this.#parts;
    const { organisationId } = directory;
    const context = { config, directory, guids, calls: this.#calls, view };
    const event = statusesNow(context, guids.of('user', 'stranger')).find(
      ({ eventType, entityId }) => !has(eventType, entityId),
    );
    if (event === undefined) throw new Error('A client has subscribed to a user whom there is not.');
    const ordinal = `unasked ${++this.#unaskedCount}`;
    const frame = { id: guids.of('event', ordinal), timestamp: formatDateTime(at, 0), organisationId };
    const entity = { type: eventDefinitions[event.eventType].entityType, id: event.entityId };
    const body = describe(guids.of('subscription', ordinal), organisationId, event.eventType, entity);
    const publication = new Publication(event, frameEvent(event, frame), {
      naming: config.naming,
      hubPath: config.hub.path,
    });
    const draft = publication.to(createSubscriber(body, { naming: config.naming, connectionId }));
    return method === undefined ? draft : { ...draft, target: method };
  }

  #publish(event: RteEvent, at: number): HubDraft[] {
    const { config, directory, guids, subscribers } = this.#parts;
    const ordinal = ++this.#count;
    this.#ticks = at === this.#lastAt ? Math.min(this.#ticks + 1, 9999) : 0;
    this.#lastAt = at;
    const timestamp = formatDateTime(at, this.#ticks);
    let publication: Publication | undefined;
    const drafts: HubDraft[] = [];
    for (const subscriber of subscribers.subscribersTo(event)) {
      publication ??= new Publication(
        event,
        frameEvent(event, {
          id: guids.of('event', String(ordinal)),
          timestamp,
          organisationId: directory.organisationId,
        }),
        { naming: config.naming, hubPath: config.hub.path },
      );
      drafts.push(publication.to(subscriber));
    }
    return drafts;
  }
}
