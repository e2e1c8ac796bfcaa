import type { ContactId } from '../../../centre/model/ids.ts';
import type { CentreView } from '../../../centre/model/view.ts';
import type { EventOf, EventTypeOf } from '../feeds-of-event.ts';
import type { Ids } from '../ids.ts';
import { botHandlers } from './bot.ts';
import { conversationHandlers, sessionOf } from './conversation.ts';
import { opportunityHandlers } from './opportunity.ts';
import { Journey, type JourneyHandlers } from './state.ts';
import type { Handlers, FeedUpdate } from '../feed-update.ts';
import { writeTime } from '../time.ts';

type JourneyEventOf = EventTypeOf<'journey'>;
type JourneyEvent = EventOf<JourneyEventOf>;

const handlers: JourneyHandlers<JourneyEventOf> = {
  'contact.created': (journey, { at }, view) => [
    journey.update('ISSUE_CREATED', {
      customer_id: journey.ids.customer(view.contact(journey.contactId).customer.id),
      ...sessionOf(journey, view),
      issue_start_ts: writeTime(at),
    }),
  ],
  ...botHandlers,
  ...opportunityHandlers,
  ...conversationHandlers,
  'contact.ended': (journey, { at, outcome }) => [
    ...journey.endOpportunity(at, outcome === 'deflected' ? 'DEFLECTED' : 'SYSTEM_ENDED'),
    journey.update('ISSUE_ENDED', { issue_ended_ts: writeTime(at) }),
  ],
};

/**
 * The journey feed: the milestones of each chat, accumulated per `issue_id`. A voice call has no journey (page: "only
 * for ASAPP Messaging"). What is remembered of a chat, in `journeys`, is forgotten once its end was sent.
 */
export function createJourneyFeed(ids: Ids, journeys: Map<ContactId, Journey>): Handlers<'journey'> {
  function journeyOf(contactId: ContactId, begins: boolean, view: CentreView): Journey | undefined {
    const known = journeys.get(contactId);
    if (known !== undefined || !begins) return known;
    const contact = view.contact(contactId);
    if (contact.channel === 'voice') return undefined;
    const journey = new Journey(contact, ids);
    journeys.set(contactId, journey);
    return journey;
  }

  function observe(event: JourneyEvent, view: CentreView): readonly FeedUpdate[] {
    const journey = journeyOf(event.contactId, event.type === 'contact.created', view);
    if (journey === undefined) return [];
    if (event.type === 'contact.ended') journeys.delete(event.contactId);
    const handle = handlers[event.type] as (
      journey: Journey,
      event: JourneyEvent,
      view: CentreView,
    ) => FeedUpdate[];
    return handle(journey, event, view);
  }

  const types = Object.keys(handlers) as JourneyEventOf[];
  return Object.fromEntries(types.map((type) => [type, observe])) as unknown as Handlers<'journey'>;
}
