import { describe, expect, test } from 'vitest';
import { asapp, noon, play, read, typesOf } from '../../../../test/asapp/play.ts';
import type { HttpDraft } from '../../dialect.ts';
import { specimenIds as ids, specimenView } from '../../../../test/kit/asapp/view.ts';
import type { CentreView } from '../../../centre/model/view.ts';
import { specimenEvents, type SpecimenEvent } from '../../../../test/kit/asapp/events.ts';

const contactId = ids.chat;
const created: SpecimenEvent = { type: 'contact.created', contactId };
const requested: SpecimenEvent = { type: 'contact.agent-requested', contactId, first: true, by: 'bot' };
const queued: SpecimenEvent = { type: 'contact.queued', contactId, queueId: ids.chatQueue, size: 1 };
const connected = {
  type: 'contact.connected',
  contactId,
  agentId: ids.chatAgent,
  queueId: ids.chatQueue,
  waitedMs: 1500,
  wrapUpMaxMs: null,
} as const;
const disconnected = {
  type: 'contact.disconnected',
  contactId,
  agentId: ids.chatAgent,
  queueId: ids.chatQueue,
  by: 'agent',
  handledMs: 9000,
  transferred: false,
  ghost: false,
} as const;

function journey(...events: SpecimenEvent[]): HttpDraft[] {
  return play([created, ...events]).filter(({ feed }) => feed === 'journey');
}

function said(by: 'agent' | 'customer' | 'supervisor' | 'bot', ordinal = 1): SpecimenEvent {
  return { type: 'contact.uttered', contactId, by, agentId: ids.chatAgent, ordinal };
}

function last(drafts: readonly HttpDraft[]) {
  const draft = drafts.at(-1);
  if (draft === undefined) throw new Error('There was no message.');
  return read(draft);
}

test('a voice call has no journey', () => {
  expect(play([{ type: 'contact.created', contactId: ids.call }])).toEqual([]);
});

test('a chat that an agent answers is told milestone by milestone', () => {
  expect(
    typesOf(journey(requested, queued, connected, said('customer'), said('agent'), disconnected)),
  ).toEqual([
    'ISSUE_CREATED',
    'DETECTED',
    'FIRST_OPPORTUNITY',
    'OPPORTUNITY_ESCALATED',
    'QUEUED',
    'ISSUE_OPPORTUNITY_QUEUE_INFO_UPDATED',
    'ASSIGNED',
    'QUEUED_DURATION',
    'ISSUE_ASSIGNMENT_AGENT_INFO_UPDATED',
    'TEXT_MESSAGE',
    'TEXT_MESSAGE',
    'AGENT_FIRST_RESPONDED',
    'ASSIGNMENT_ENDED',
    'AGENT_RESPONSE_BY_OPPORTUNITY',
    'CUSTOMER_RESPONSE_BY_OPPORTUNITY',
    'OPPORTUNITY_ENDED',
  ]);
});

describe('rep_id and group_id', () => {
  test('equal agent_id and queue_id', () => {
    const { data } = last(journey(requested, queued, connected));
    expect(data['rep_id']).toBe(data['agent_id']);
    expect(data['group_id']).toBe(data['queue_id']);
    expect(data['rep_id']).toBeDefined();
  });

  test('are absent while there is no agent and no queue', () => {
    const { data } = last(journey(requested));
    const known = 'customer_id opportunity_origin opportunity_id session_id user_id user_type';
    expect(Object.keys(data)).toEqual(known.split(' '));
  });

  test('are those of the issue’s rep_id in the activity feed', () => {
    const drafts = play([
      created,
      requested,
      queued,
      connected,
      { type: 'agent.identity-changed', agentId: ids.chatAgent },
    ]);
    expect(last(drafts).data['rep_id']).toBe(last(drafts.slice(0, -1)).data['rep_id']);
  });
});

describe('an opportunity', () => {
  test('begins anew after a transfer, even when nobody asks', () => {
    const types = typesOf(
      journey(requested, queued, connected, { ...disconnected, transferred: true }, queued),
    );
    expect(types.slice(-4)).toEqual([
      'OPPORTUNITY_ENDED',
      'DETECTED',
      'QUEUED',
      'ISSUE_OPPORTUNITY_QUEUE_INFO_UPDATED',
    ]);
  });

  test('has its own id, and goes on with the counts of the issue', () => {
    const drafts = journey(
      requested,
      queued,
      connected,
      said('agent', 1),
      said('agent', 2),
      { ...disconnected, transferred: true },
      connected,
      said('agent', 3),
    );
    const [first, second] = drafts
      .filter(({ eventType }) => eventType === 'DETECTED')
      .map((draft) => read(draft).data);
    expect(first?.['opportunity_origin']).toBe('BOT');
    expect(second?.['opportunity_origin']).toBe('TRANSFER');
    expect(first?.['opportunity_id']).not.toBe(second?.['opportunity_id']);
    expect(last(drafts)).toMatchObject({
      event_type: 'AGENT_FIRST_RESPONDED',
      details: { agent_utterance_ct: 3 },
    });
  });

  test.each<[string, SpecimenEvent, string]>([
    [
      'the customer gives up',
      { type: 'contact.abandoned', contactId, queueId: ids.chatQueue, waitedMs: 1 },
      'ABANDONED',
    ],
    ['the agent ends it', disconnected, 'AGENT_ENDED'],
    ['the customer ends it', { ...disconnected, by: 'customer' }, 'CUSTOMER_ENDED'],
    ['it is passed on', { ...disconnected, transferred: true }, 'TRANSFERRED'],
  ])('ends when %s', (_, event, endedType) => {
    const drafts = journey(requested, queued, event);
    expect(last(drafts)).toMatchObject({
      event_type: 'OPPORTUNITY_ENDED',
      details: { ended_type: endedType },
    });
  });

  test('ends with the issue at the latest', () => {
    const ended: SpecimenEvent = {
      type: 'contact.ended',
      contactId,
      outcome: 'timed-out',
      by: 'system',
      durationMs: 1,
      talkedMs: 0,
      queuedMs: 0,
    };
    expect(typesOf(journey(requested, ended)).slice(-2)).toEqual(['OPPORTUNITY_ENDED', 'ISSUE_ENDED']);
    expect(typesOf(journey(ended))).toEqual(['ISSUE_CREATED', 'ISSUE_ENDED']);
  });
});

describe('a response', () => {
  const responses = (...events: SpecimenEvent[]): string[] =>
    typesOf(journey(...events)).filter((type) => type.endsWith('_RESPONSE_BY_OPPORTUNITY'));

  test('that nobody gave is not told', () => {
    expect(responses(requested, queued, connected, disconnected)).toEqual([]);
    expect(responses(requested, queued, connected, said('agent'), disconnected)).toEqual([
      'AGENT_RESPONSE_BY_OPPORTUNITY',
    ]);
  });

  test('is what was written while the agent had the chat: what the bot was told is none', () => {
    expect(responses(said('customer'), requested, queued, connected, said('agent'), disconnected)).toEqual([
      'AGENT_RESPONSE_BY_OPPORTUNITY',
    ]);
    const passedOn = { ...disconnected, transferred: true };
    expect(
      responses(requested, connected, said('customer'), passedOn, queued, connected, disconnected),
    ).toEqual(['CUSTOMER_RESPONSE_BY_OPPORTUNITY']);
  });
});

test('counts and times of utterances go on from the bot to the agents, and never back', () => {
  const passedOn = { ...disconnected, transferred: true };
  const details = journey(
    said('customer'),
    said('customer'),
    requested,
    queued,
    connected,
    said('agent'),
    said('customer'),
    passedOn,
    queued,
    connected,
    said('agent'),
  ).map((draft) => read(draft).details ?? {});
  const told = (key: string): unknown[] =>
    details.filter((fields) => key in fields).map((fields) => fields[key]);
  expect(details.at(-1)).toMatchObject({ customer_utterance_ct: 3, agent_utterance_ct: 2 });
  for (const key of ['customer_utterance_ct', 'agent_utterance_ct']) {
    expect(told(key)).toEqual(told(key).toSorted((a, b) => Number(a) - Number(b)));
  }
  for (const key of ['customer_utterance_ct', 'last_customer_utterance_ts']) {
    expect(told(key)).toHaveLength(details.length - details.findIndex((fields) => key in fields));
  }
});

describe('what has another name is called by it from then on', () => {
  const renamed: SpecimenEvent = { type: 'queue.info-changed', queueId: ids.chatQueue };
  const before = [created, requested, queued, connected];

  function namesAfter(event: SpecimenEvent, change: Partial<CentreView>) {
    const dialect = asapp();
    play(before, dialect);
    return play([event], dialect, { ...specimenView(noon), ...change }).map(read);
  }

  test('the queue, in the chats that came through it', () => {
    const view = specimenView(noon);
    const queue: CentreView['queue'] = (id) => ({ ...view.queue(id), name: 'Help' });
    const [, told] = namesAfter(renamed, { queue });
    expect(told).toMatchObject({
      event_type: 'ISSUE_OPPORTUNITY_QUEUE_INFO_UPDATED',
      data: { queue_name: 'Help' },
      meta_data: { issue_id: expect.any(String) as string },
    });
    expect(namesAfter(renamed, {})).toHaveLength(1);
  });

  test('the agent, in the chats that they have', () => {
    const view = specimenView(noon);
    const agent: CentreView['agent'] = (id) => ({ ...view.agent(id), familyName: 'Fox' });
    const told = namesAfter({ type: 'agent.identity-changed', agentId: ids.chatAgent }, { agent }).at(-1);
    expect(told).toMatchObject({
      event_type: 'ISSUE_ASSIGNMENT_AGENT_INFO_UPDATED',
      data: { agent_family_name: 'Fox' },
    });
  });
});

test('the first answer of the agent is timed from the assignment, once', () => {
  const drafts = journey(requested, queued, connected, said('customer'), said('agent'), said('agent', 2));
  const responses = drafts.filter(({ eventType }) => eventType === 'AGENT_FIRST_RESPONDED');
  expect(responses.map((draft) => read(draft).details?.['agent_first_response_ms'])).toEqual([2000]);
});

test('a supervisor’s words and a bot’s are nobody’s counts', () => {
  const drafts = journey(said('bot'), requested, queued, connected, said('supervisor'));
  expect(typesOf(drafts)).toContain('TEXT_MESSAGE');
  expect(last(drafts)).toMatchObject({
    event_type: 'SUPERVISOR_UTTERANCE_BY_OPPORTUNITY',
    details: { agent_utterance_ct: 0, customer_utterance_ct: 0 },
  });
});

test('the eleventh attribute finds no slot, and a changed one keeps its own', () => {
  const keys = Array.from({ length: 11 }, (_, i) => `key-${i + 1}`);
  const set = (attributes: Record<string, string>): SpecimenEvent => ({
    type: 'contact.customer-attributes-set',
    contactId,
    attributes,
  });
  const { details = {} } = last(
    journey(set(Object.fromEntries(keys.map((key) => [key, 'old']))), set({ 'key-2': 'new' })),
  );
  expect(Object.keys(details).filter((key) => key.startsWith('customer_params'))).toHaveLength(20);
  expect(details).toMatchObject({ customer_params_key_name_02: 'key-2', customer_params_field_02: 'new' });
  expect(details).toMatchObject({ customer_params_key_name_10: 'key-10', customer_params_field_10: 'old' });
});

test('files add up, and a type that is not in the list is UNKNOWN', () => {
  const file = { name: 'a.zip', mimeType: 'application/zip', bytes: 2_500_000, width: null, height: null };
  const uploaded: SpecimenEvent = { type: 'contact.file-uploaded', contactId, file };
  const list = last(journey(uploaded, uploaded)).details?.['uploaded_files_list'] as Record<
    string,
    unknown
  >[];
  expect(list).toHaveLength(2);
  expect(list[0]).toMatchObject({ file_mime_type: 'UNKNOWN', file_size_mb: 2.5 });
  expect(list[0]).not.toHaveProperty('file_image_width');
});

test('two chats never share what they said', () => {
  const dialect = asapp();
  play(specimenEvents, dialect);
  const [again] = play([created], dialect);
  expect(again === undefined ? {} : Object.keys(read(again).details ?? {})).toEqual(['issue_start_ts']);
});
