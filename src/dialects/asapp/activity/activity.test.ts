import { describe, expect, test } from 'vitest';
import { asapp, noon, play, read, typesOf } from '../../../../test/asapp/play.ts';
import type { AgentState } from '../../../centre/model/events/agent-event.ts';
import type { CentreView } from '../../../centre/model/view.ts';
import { specimenIds as ids, specimenView } from '../../../../test/kit/asapp/view.ts';
import type { SpecimenEvent } from '../../../../test/kit/asapp/events.ts';

function change(from: AgentState, to: AgentState, previousMs = 1000): SpecimenEvent {
  return { type: 'agent.state-changed', agentId: ids.voiceAgent, from, to, previousMs, contactId: ids.call };
}

function activity(events: readonly SpecimenEvent[], view?: CentreView) {
  return play(events, asapp(), view).filter(({ feed }) => feed === 'activity');
}

function descriptions(events: readonly SpecimenEvent[], view?: CentreView): unknown[] {
  return activity(events, view)
    .filter(({ eventType }) => eventType === 'agent_activity_status_updated')
    .map((draft) => read(draft).details?.['status_description']);
}

const said = (by: 'agent' | 'customer', contactId: typeof ids.call, agentId: typeof ids.voiceAgent | null) =>
  ({ type: 'contact.uttered', by, contactId, agentId, ordinal: 1 }) as const;

describe('an agent who logs in', () => {
  test('is introduced by identity, capacity and queues, then by status and routing status', () => {
    const drafts = activity([
      { type: 'agent.logged-in', agentId: ids.voiceAgent, loginOrdinal: 1, sourceIp: '192.0.2.1' },
      { ...change('offline', 'available'), contactId: null } as SpecimenEvent,
    ]);
    expect(typesOf(drafts)).toEqual([
      'agent_activity_identity_updated',
      'agent_activity_capacity_updated',
      'agent_activity_queue_membership',
      'agent_activity_status_updated',
      'agent_activity_routing_status_updated',
      'agent_activity_previous_routing_status',
    ]);
    expect(drafts.map((draft) => 'details' in read(draft))).toEqual([false, false, false, true, true, true]);
  });
});

describe('routing_status', () => {
  test.each<[AgentState, AgentState, string | null]>([
    ['offline', 'available', 'ACTIVE'],
    ['available', 'allocated', null],
    ['allocated', 'on-contact', null],
    ['on-contact', 'wrap-up', 'WRAPPING_UP'],
    ['wrap-up', 'away', 'AWAY'],
    ['away', 'offline', 'OFFLINE'],
  ])('from %s to %s is %s', (from, to, status) => {
    const drafts = activity([change(from, to)]);
    expect(typesOf(drafts)).toHaveLength(status === null ? 1 : 3);
    expect(read(drafts[1] ?? drafts[0] ?? never()).details?.['routing_status'] ?? null).toBe(status);
  });

  test('the previous one lasted over all the states that it covers', () => {
    const details = read(
      activity([
        change('offline', 'available', 600_000),
        change('available', 'allocated', 1000),
        change('allocated', 'on-contact', 1000),
        change('on-contact', 'wrap-up', 1000),
      ]).at(-1) ?? never(),
    ).details;
    expect(details).toMatchObject({
      previous_routing_status: 'ACTIVE',
      previous_routing_status_duration_sec: 3,
      previous_routing_status_start_ts: new Date(noon).toISOString(),
      previous_routing_status_updated_ts: new Date(noon + 3000).toISOString(),
    });
  });
});

describe('status_description', () => {
  test('follows a call turn by turn', () => {
    expect(
      descriptions([
        change('available', 'allocated'),
        change('allocated', 'on-contact'),
        said('agent', ids.call, ids.voiceAgent),
        said('customer', ids.call, ids.voiceAgent),
        { type: 'contact.held', contactId: ids.call, agentId: ids.voiceAgent },
        { type: 'contact.resumed', contactId: ids.call, agentId: ids.voiceAgent, heldMs: 1000 },
        change('on-contact', 'wrap-up'),
      ]),
    ).toEqual(['Ringing', 'On call', 'Talking', 'Listening', 'On hold', 'On call', 'Wrap-up']);
  });

  test('is told when it is another one, and not again while it is the same', () => {
    const talking = said('agent', ids.call, ids.voiceAgent);
    const listening = said('customer', ids.call, ids.voiceAgent);
    expect(descriptions([talking, talking, listening, talking])).toEqual(['Talking', 'Listening', 'Talking']);
  });

  test('says nothing of the single messages of a chat, nor of a caller whom nobody hears', () => {
    expect(descriptions([said('agent', ids.chat, ids.chatAgent), said('customer', ids.call, null)])).toEqual(
      [],
    );
  });

  test('is the name of the chosen status while it shows, a custom one too', () => {
    const view = withStatus('away', { base: 'away', name: 'Team meeting', custom: true });
    expect(descriptions([change('available', 'away')], view)).toEqual(['Team meeting']);
  });

  test('changes with the status even when the state does not', () => {
    const lunch = { base: 'lunch', name: 'Lunch', custom: false } as const;
    const meeting = { base: 'away', name: 'Team meeting', custom: true } as const;
    const event = {
      type: 'agent.status-changed',
      agentId: ids.voiceAgent,
      note: null,
      untilMs: null,
    } as const;
    const view = withStatus('away', meeting);
    expect(descriptions([{ ...event, from: lunch, to: meeting }], view)).toEqual(['Team meeting']);
    const available = { base: 'available', name: 'Available', custom: false } as const;
    expect(descriptions([{ ...event, from: available, to: meeting }], view)).toEqual([]);
    expect(descriptions([{ ...event, from: lunch, to: meeting }], withStatus('wrap-up', meeting))).toEqual(
      [],
    );
  });
});

describe('utilisation', () => {
  test('is reported for each agent who is logged in, at the period asked for only', () => {
    const drafts = activity([
      { type: 'interval.elapsed', everyMs: 300_000 },
      { type: 'interval.elapsed', everyMs: 1000 },
    ]);
    expect(typesOf(drafts)).toEqual(Array(2).fill('agent_activity_utilization_5_min'));
    const view = specimenView(noon);
    const offline = { ...view, agents: view.agents.map((agent) => ({ ...agent, loggedIn: false })) };
    expect(activity([{ type: 'interval.elapsed', everyMs: 300_000 }], offline)).toEqual([]);
  });

  test('has nobody served before they logged in, even one who gets a waiting customer at once', () => {
    const view = specimenView(noon);
    const busy = {
      ...view,
      agent: (id: Parameters<CentreView['agent']>[0]) => ({ ...view.agent(id), contactIds: [ids.call] }),
    };
    const drafts = activity(
      [
        { type: 'agent.logged-in', agentId: ids.voiceAgent, loginOrdinal: 1, sourceIp: '192.0.2.1' },
        change('offline', 'available'),
        { type: 'agent.load-changed', agentId: ids.voiceAgent, contactId: ids.call, load: 1, slots: 1 },
        { type: 'interval.elapsed', everyMs: 300_000 },
      ],
      busy,
    );
    const told = drafts.map(read).find(({ event_type }) => event_type === 'agent_activity_utilization_5_min');
    expect(told?.details).toMatchObject({
      utilization_5_min_offline: { linear_sec: 298, linear_utilized_sec: 0, cumulative_utilized_sec: 0 },
      utilization_5_min_any_status: { linear_utilized_sec: 1 },
    });
  });

  test('has the window of five minutes that ends with it', () => {
    const details = read(activity([{ type: 'interval.elapsed', everyMs: 300_000 }])[0] ?? never()).details;
    expect(details).toMatchObject({
      utilization_5_min_window_start_ts: new Date(noon - 300_000).toISOString(),
      utilization_5_min_window_end_ts: new Date(noon).toISOString(),
      utilization_5_min_any_status: { linear_sec: 300, linear_utilized_sec: 0, cumulative_sec: 300 },
    });
  });
});

test('a queue that has another name has it for its agents at once', () => {
  const dialect = asapp();
  play([{ type: 'agent.identity-changed', agentId: ids.voiceAgent }], dialect);
  const view = specimenView(noon);
  const queue: CentreView['queue'] = (id) => ({ ...view.queue(id), name: 'Shop' });
  const renamed: SpecimenEvent = { type: 'queue.info-changed', queueId: ids.voiceQueue };
  const told = play([renamed], dialect, { ...view, queue }).map(read);
  expect(told.map(({ event_type }) => event_type)).toEqual([
    'queue_info_updated',
    'agent_activity_queue_membership',
  ]);
  expect(told[1]?.data['queue_names']).toEqual(['Shop']);
});

function withStatus(state: AgentState, status: CentreView['agents'][number]['status']): CentreView {
  const view = specimenView(noon);
  return { ...view, agent: (id) => ({ ...view.agent(id), state, status }) };
}

function never(): never {
  throw new Error('There was no such message.');
}
