import { beforeAll, describe, expect, test } from 'vitest';
import { eventTypes, type EventType, type FeedName } from '../../src/dialects/asapp/event-types.ts';
import { fieldsByEventType } from '../../src/dialects/asapp/wire/fields-by-event-type.ts';
import { parseEvent } from '../../src/dialects/asapp/parse-event.ts';
import type { Draft } from '../../src/dialects/dialect.ts';
import { asapp, read, type WireEvent } from './play.ts';
import { openCentre, runToTheEnd, type Day } from './run-centre.ts';

/** A day in which a bot hands most chats over, some are passed on, given up, refused or fall silent. */
const day: Day = {
  seed: 4,
  hours: 4,
  centre: {
    queues: [
      { name: 'Calls', max_wait: '4m' },
      { name: 'Chats', channel: 'chat', capping: { size: 6 }, overflow_to: 'More chats' },
      { name: 'More chats', channel: 'chat', max_wait: '3m', capping: { size: 4 } },
    ],
    agents: [
      { name: 'voice', count: 4, queues: ['Calls'], shift: '08:00-11:00' },
      { name: 'chat', count: 3, queues: ['Chats', 'More chats'], breaks: [{ at: '09:00', for: '20m' }] },
    ],
  },
  traffic: [
    { profile: 'voice', queue: 'Calls', per_hour: 40 },
    { profile: 'chat-plain', queue: 'Chats', per_hour: 30 },
    {
      profile: 'chat',
      queue: 'Chats',
      per_hour: 60,
      with: {
        bot: { end: { 'hand-over': 0.8, contain: 0.1, 'time-out': 0.1 }, turns: 2 },
        patience: { distribution: 'exponential', mean: '2m' },
        transfer: { share: 0.4 },
        ring: { distribution: 'exponential', mean: '3s' },
        no_answer: 0.05,
        declined: 0.05,
        timed_out: 0.2,
        session_change: 0.3,
      },
    },
  ],
};

function render(config?: object): Draft[] {
  const dialect = asapp(config, day.seed);
  const all: Draft[] = [];
  runToTheEnd(openCentre(day, dialect), dialect, (drafts) => all.push(...drafts));
  return all;
}

let drafts: Draft[] = [];
beforeAll(() => {
  drafts = render();
});

function byIssue(feed: FeedName): string[][] {
  const issues = new Map<string, string[]>();
  for (const draft of drafts.filter((draft) => draft.feed === feed && draft.contactId !== null)) {
    const types = issues.get(draft.contactId ?? '') ?? [];
    types.push(draft.eventType);
    issues.set(draft.contactId ?? '', types);
  }
  return [...issues.values()];
}

/** What one side or the other may say at any time while the conversation goes on. */
const talk = [
  'TEXT_MESSAGE',
  'FILE_UPLOAD_DETECTED',
  'ISSUE_SESSION_UPDATED',
  'JOURNEY_CUSTOMER_PARAMETERS',
].join('|');
const bot =
  'FIRST_INTENT_UPDATED|INTENT_CHANGE|INTENT_PATH_UPDATED|NODE_VISITED|LINK_RESOLVED|' +
  `LAST_FLOW_ACTION_CALLED|FLOW_SUCCESS|FLOW_SUCCESS_NEGATED|END_SRS_RESPONSE|${talk}`;
const queued = 'QUEUED ISSUE_OPPORTUNITY_QUEUE_INFO_UPDATED';
const assigned = 'ASSIGNED (QUEUED_DURATION )?ISSUE_ASSIGNMENT_AGENT_INFO_UPDATED';
const assignmentEnds =
  'ASSIGNMENT_ENDED( AGENT_RESPONSE_BY_OPPORTUNITY)?( CUSTOMER_RESPONSE_BY_OPPORTUNITY)?';
const withAgent = `${assigned} ((${talk}|AGENT_FIRST_RESPONDED|SUPERVISOR_UTTERANCE_BY_OPPORTUNITY) )*((CUSTOMER_ENDED|TIMED_OUT) )?${assignmentEnds}`;
const opportunity = `DETECTED (FIRST_OPPORTUNITY )?(OPPORTUNITY_ESCALATED )?(${queued} )*(${withAgent} |QUEUE_ABANDONED |TIMED_OUT )?OPPORTUNITY_ENDED`;
const afterwards = 'DISPOSITION|LAST_ASSIGNMENT_SUMMARY|SURVEY_SUBMITTED';
const journey = new RegExp(
  `^ISSUE_CREATED ((${bot}) )*(TIMED_OUT )?(${opportunity} )*CONVERSATION_ENDED ((${afterwards}) )*ISSUE_ENDED$`,
);

describe('each contact is a legal sequence', () => {
  test('of a chat’s journey', () => {
    const illegal = byIssue('journey')
      .map((types) => types.join(' '))
      .filter((sequence) => !journey.test(sequence));
    expect(illegal.slice(0, 3)).toEqual([]);
    expect(byIssue('journey').length).toBeGreaterThan(300);
  });

  test('in which the first intent and the first opportunity come once and first', () => {
    for (const types of byIssue('journey')) {
      for (const [first, others] of [
        ['FIRST_INTENT_UPDATED', 'INTENT_CHANGE'],
        ['FIRST_OPPORTUNITY', 'OPPORTUNITY_ENDED'],
      ] as const) {
        expect(types.filter((type) => type === first).length).toBeLessThanOrEqual(1);
        const other = types.indexOf(others);
        if (other >= 0) expect(types.indexOf(first)).toBeLessThan(other);
      }
    }
  });

  test('in which a call is talked about by agents and queues only', () => {
    const calls = new Set(
      drafts.filter(({ body }) => body.includes('"PHONE"')).map(({ contactId }) => contactId),
    );
    expect(calls.size).toBeGreaterThan(100);
    expect(drafts.filter(({ feed, contactId }) => feed === 'journey' && calls.has(contactId))).toEqual([]);
  });

  test('in which the transfers, refusals and silences of this day do occur', () => {
    const endings = new Set(drafts.map((draft) => read(draft).details?.['ended_type']));
    for (const ending of [
      'TRANSFERRED',
      'ABANDONED',
      'TIMED_OUT',
      'DEFLECTED',
      'CUSTOMER_ENDED',
      'AGENT_ENDED',
    ]) {
      expect(endings).toContain(ending);
    }
  });
});

describe('whatever happens in a day', () => {
  test('every message is a valid event', () => {
    expect(drafts.flatMap(({ body }) => parseEvent(body).problems)).toEqual([]);
  });

  test('an event type changes nothing of its agent, issue or queue but its own fields', () => {
    const last = new Map<string, WireEvent>();
    for (const draft of drafts) {
      const event = read(draft);
      const before = last.get(draft.orderKey);
      last.set(draft.orderKey, event);
      const own = fieldsOf(draft.feed as FeedName, event.event_type);
      const changed = [
        ...(before === undefined ? [] : changedKeys(before.data, event.data)),
        ...changedKeys(before?.details ?? {}, event.details ?? {}),
      ];
      const foreign = changed.filter((key) => !own.includes(key));
      if (foreign.length > 0) expect(`${event.event_type} changed ${foreign.join()}`).toBe('');
    }
  });

  test('event_time never goes back', () => {
    const times = drafts.map((draft) => String(read(draft).meta_data['event_time']));
    expect(times).toEqual([...times].sort());
  });

  test('the same seed gives the same bytes, filtered or not', () => {
    const url = 'https://receiver.example/asapp';
    const filter = (feed: FeedName) => ({ url, event_list: [eventTypes[feed][0]] });
    const feeds = { activity: filter('activity'), journey: filter('journey'), queue: filter('queue') };
    expect(render({ feeds }).map(({ body }) => body)).toEqual(drafts.map(({ body }) => body));
  });
});

function fieldsOf(feed: FeedName, type: EventType): readonly string[] {
  const table: Partial<Record<EventType, { data: readonly string[]; details: readonly string[] }>> =
    fieldsByEventType[feed];
  return [...(table[type]?.data ?? []), ...(table[type]?.details ?? [])];
}

function changedKeys(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  return Object.keys({ ...before, ...after }).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
}
