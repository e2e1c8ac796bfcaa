import { describe, expect, test } from 'vitest';
import { allFeeds, asapp, noon, play, read, typesOf, url, type WireEvent } from '../../../test/asapp/play.ts';
import { eventTypes, feedNames, type EventType, type FeedName } from './event-types.ts';
import { fieldsByEventType } from './wire/fields-by-event-type.ts';
import { parseEvent } from './parse-event.ts';
import { specimenEvents } from '../../../test/kit/asapp/events.ts';

const drafts = play();
const allTypes = Object.values(eventTypes).flat();

function rowOf(feed: FeedName, type: EventType): { data: readonly string[]; details: readonly string[] } {
  const table: Partial<Record<EventType, { data: readonly string[]; details: readonly string[] }>> =
    fieldsByEventType[feed];
  return table[type] ?? { data: [], details: [] };
}

function changedKeys(before: object | undefined, after: object | undefined): string[] {
  const [a, b] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after ?? {}))];
  return [...new Set([...a.keys(), ...b.keys()])].filter(
    (key) => JSON.stringify(a.get(key)) !== JSON.stringify(b.get(key)),
  );
}

describe('every message', () => {
  test('is a valid event of its feed', () => {
    for (const draft of drafts)
      expect(parseEvent(draft.body)).toMatchObject({ problems: [], feed: draft.feed });
  });

  test('names what stands in its body', () => {
    for (const draft of drafts) {
      const { event_id, event_type, name } = read(draft);
      expect(draft).toMatchObject({ eventId: event_id, eventType: event_type, method: 'POST', url });
      expect(name).toBe(`com.asapp.event.${draft.feed}`);
    }
  });

  test('carries the company of the configuration, and no segments where there are none', () => {
    const company = { company_id: 'acme', company_subdivision: 'north' };
    const [own] = play(specimenEvents, asapp({ ...allFeeds, ...company, company_segments: [] }));
    if (own === undefined) throw new Error('Nothing was said.');
    expect(read(own).meta_data).toMatchObject(company);
    expect(read(own).meta_data).not.toHaveProperty('company_segments');
  });

  test('happened some milliseconds before it was created', () => {
    for (const draft of drafts) {
      const { event_time, create_time } = read(draft).meta_data;
      const lag = Date.parse(String(create_time)) - Date.parse(String(event_time));
      expect(lag).toBeGreaterThanOrEqual(1);
      expect(lag).toBeLessThanOrEqual(25);
    }
  });

  test('was created after the message before it of the same agent, queue or issue', () => {
    const last = new Map<string, string>();
    for (const draft of drafts) {
      const createTime = String(read(draft).meta_data['create_time']);
      expect(createTime > (last.get(draft.orderKey) ?? '')).toBe(true);
      last.set(draft.orderKey, createTime);
    }
  });

  test('has an id of its own', () => {
    expect(new Set(drafts.map(({ eventId }) => eventId)).size).toBe(drafts.length);
  });

  test('has no null, nor anything but two levels and their lists', () => {
    for (const { body } of drafts) expect(body).not.toContain('null');
  });

  test('carries the issue_id if and only if a contact caused it, in all feeds', () => {
    const byContact = new Map<string | null, Set<unknown>>();
    for (const draft of drafts) {
      const ids = byContact.get(draft.contactId) ?? new Set();
      byContact.set(draft.contactId, ids.add(read(draft).meta_data['issue_id']));
    }
    expect([...(byContact.get(null) ?? [])]).toEqual([undefined]);
    expect(byContact.get('specimen-call')?.size).toBe(1);
    expect(byContact.get('specimen-chat')?.size).toBe(1);
    const callFeeds = drafts.filter(({ contactId }) => contactId === 'specimen-call').map(({ feed }) => feed);
    expect(new Set(callFeeds)).toEqual(new Set(['activity', 'queue']));
  });

  test('has its keys in the order of the page', () => {
    const order = ['api_version', 'name', 'meta_data', 'data', 'event_id', 'event_type', 'details'];
    for (const draft of drafts) {
      const keys = Object.keys(read(draft));
      expect(keys).toEqual(order.slice(0, keys.length));
    }
  });
});

test('all 52 event types are said', () => {
  expect(allTypes).toHaveLength(52);
  expect(allTypes.filter((type) => !typesOf(drafts).includes(type))).toEqual([]);
});

describe('the table of fields by event type', () => {
  const last = new Map<string, WireEvent>();
  const news = drafts.map((draft) => {
    const event = read(draft);
    const before = last.get(draft.orderKey);
    last.set(draft.orderKey, event);
    return { feed: draft.feed as FeedName, event, before };
  });

  test.each(allTypes)('%s changes nothing but its own fields', (type) => {
    for (const { feed, event, before } of news.filter(({ event }) => event.event_type === type)) {
      expect(rowOf(feed, type).details).toEqual(
        expect.arrayContaining(changedKeys(before?.details, event.details)),
      );
      if (before === undefined) continue;
      expect(rowOf(feed, type).data).toEqual(expect.arrayContaining(changedKeys(before.data, event.data)));
    }
  });

  test.each(allTypes.filter((type) => type !== 'DETECTED'))('%s fills all of its fields', (type) => {
    const found = news.findLast(({ event }) => event.event_type === type);
    const said = [...Object.keys(found?.event.data ?? {}), ...Object.keys(found?.event.details ?? {})];
    const { data, details } = rowOf(found?.feed ?? 'journey', type);
    expect(said).toEqual(expect.arrayContaining([...data, ...details]));
  });

  test('DETECTED names the new opportunity and takes out the queue and agent of the one before', () => {
    const [first, second] = news
      .filter(({ event }) => event.event_type === 'DETECTED')
      .map(({ event }) => event.data);
    expect(second?.['opportunity_id']).not.toBe(first?.['opportunity_id']);
    expect(second).not.toHaveProperty('queue_id');
    expect(second).not.toHaveProperty('group_id');
  });
});

describe('event_list', () => {
  test('filters what is sent after everything was accumulated', () => {
    const only = ['agent_activity_status_updated'];
    const config = { feeds: { ...allFeeds.feeds, activity: { url, event_list: only } } };
    const filtered = play(specimenEvents, asapp(config));
    expect(filtered.map(({ body }) => body)).toEqual(drafts.map(({ body }) => body));
    const activity = filtered.filter(({ feed }) => feed === 'activity');
    expect(activity.every((draft) => draft.filtered === (draft.eventType !== only[0]))).toBe(true);
    expect(filtered.every((draft) => draft.feed === 'activity' || !draft.filtered)).toBe(true);
  });

  test('leaves all the fields of the other event types in the messages that are sent', () => {
    const config = { feeds: { journey: { url, event_list: ['SURVEY_SUBMITTED'] } } };
    const [survey, ...others] = play(specimenEvents, asapp(config)).filter((draft) => !draft.filtered);
    expect(others).toEqual([]);
    const details = survey === undefined ? {} : read(survey).details;
    for (const field of ['issue_start_ts', 'assigned_ts', 'intent_code', 'survey_responses', 'handle_ms']) {
      expect(details).toHaveProperty(field);
    }
  });
});

describe('targets', () => {
  test('a feed that is absent is not rendered, and the others stay byte for byte', () => {
    for (const feed of feedNames) {
      const alone = play(specimenEvents, asapp({ feeds: { [feed]: { url } } }));
      expect(alone.map(({ body }) => body)).toEqual(
        drafts.filter((draft) => draft.feed === feed).map(({ body }) => body),
      );
    }
  });

  test('raw has the same bodies, all in one lane, none filtered', () => {
    const raw = play(specimenEvents, asapp({ raw: { url } }));
    expect(raw.map(({ body }) => body)).toEqual(drafts.map(({ body }) => body));
    expect(raw.every(({ feed, filtered }) => feed === 'raw' && !filtered)).toBe(true);
  });

  test('api_version is the feed’s own', () => {
    const config = { feeds: { journey: { url, api_version: 'v9.1.0' }, queue: { url } } };
    const versions = play(specimenEvents, asapp(config)).map(
      (draft) => `${draft.feed} ${read(draft).api_version}`,
    );
    expect(new Set(versions)).toEqual(new Set(['journey v9.1.0', 'queue v1.3.0']));
  });
});

describe('the same events', () => {
  test('give the same bytes with the same seed', () => {
    expect(play(specimenEvents, asapp(allFeeds, 7))).toEqual(play(specimenEvents, asapp(allFeeds, 7)));
  });

  test('give other ids with another seed', () => {
    const [one, other] = [1, 2].map(
      (seed) => new Set(play(specimenEvents, asapp(allFeeds, seed)).map((d) => d.eventId)),
    );
    expect([...(one ?? [])].filter((id) => other?.has(id))).toEqual([]);
  });
});

test('a chat is forgotten once it ended: what comes with its name later begins anew', () => {
  const again = play([...specimenEvents, { type: 'contact.created', contactId: specimenChat() }]);
  const last = again.at(-1);
  expect(last === undefined ? {} : read(last).details).toEqual({
    issue_start_ts: new Date(noon + specimenEvents.length * 1000).toISOString(),
  });
});

function specimenChat() {
  const created = specimenEvents.findLast((event) => event.type === 'contact.created');
  if (created?.type !== 'contact.created') throw new Error('The specimen has no chat.');
  return created.contactId;
}
