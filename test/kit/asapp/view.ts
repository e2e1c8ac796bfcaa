import type { AgentId, ContactId, CustomerId, QueueId } from '../../../src/centre/model/ids.ts';
import type { AgentView, CentreView, ContactView, QueueView } from '../../../src/centre/model/view.ts';
import { stillAgent, stillQueue, stillView } from '../still-centre.ts';

/** Two agents, two queues and two contacts: all that one event of each type needs around it. */
export const specimenIds = {
  voiceAgent: 'specimen-voice-agent' as AgentId,
  chatAgent: 'specimen-chat-agent' as AgentId,
  voiceQueue: 'specimen-voice-queue' as QueueId,
  chatQueue: 'specimen-chat-queue' as QueueId,
  call: 'specimen-call' as ContactId,
  chat: 'specimen-chat' as ContactId,
} as const;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A small centre that stands still, seen at `now` (epoch ms). */
export function specimenView(now: number): CentreView {
  return stillView(now, {
    agents: [voiceAgent(now), chatAgent(now)],
    queues: [queue(now, 'voice'), queue(now, 'chat')],
    contacts: [contact(now, 'voice'), contact(now, 'chat')],
  });
}

function voiceAgent(now: number): AgentView {
  return stillAgent(specimenIds.voiceAgent, now, {
    username: 'alice',
    externalId: 'E-1001',
    team: 'North',
    queueIds: [specimenIds.voiceQueue],
  });
}

function chatAgent(now: number): AgentView {
  return {
    ...voiceAgent(now),
    id: specimenIds.chatAgent,
    username: 'ben',
    givenName: 'Ben',
    familyName: 'Ito',
    displayName: 'Ben I.',
    email: 'ben@example.com',
    externalId: 'E-1002',
    phone: { number: '+15105550100', extension: '1002' },
    channels: ['chat'],
    slots: 3,
    queueIds: [specimenIds.chatQueue],
    loginOrdinal: 2,
    sourceIp: '192.0.2.2',
  };
}

function queue(now: number, channel: 'voice' | 'chat'): QueueView {
  const midnight = Math.floor(now / dayMs) * dayMs;
  const spans = [1, 2, 3, 4, 5].map((day) => ({
    startMinute: day * 1440 + 480,
    endMinute: day * 1440 + 1200,
  }));
  return stillQueue(channel === 'voice' ? specimenIds.voiceQueue : specimenIds.chatQueue, {
    name: channel === 'voice' ? 'Sales' : 'Support chat',
    channel,
    number: '+15105550199',
    hours: spans,
    holidays: [new Date(midnight + 30 * dayMs).toISOString().slice(0, 10)],
    capping: { enabled: true, size: 40, estimatedWaitMs: 15 * minuteMs, fallbackSize: 20 },
    schedule: {
      lastOpenAt: midnight + 480 * minuteMs,
      lastCloseAt: midnight - 240 * minuteMs,
      nextOpenAt: midnight + dayMs + 480 * minuteMs,
      nextCloseAt: midnight + 1200 * minuteMs,
    },
    estimatedWaitMs: 95_000,
    connectedCount: 1,
    agentIds: [channel === 'voice' ? specimenIds.voiceAgent : specimenIds.chatAgent],
  });
}

function contact(now: number, channel: 'voice' | 'chat'): ContactView {
  const voice = channel === 'voice';
  return {
    id: voice ? specimenIds.call : specimenIds.chat,
    ordinal: voice ? 1 : 2,
    channel,
    direction: 'inbound',
    direct: false,
    profile: channel,
    customer: { id: 'specimen-customer' as CustomerId, name: 'Kim Berg', number: '+15105550111' },
    callerNumber: '+15105550111',
    dialledNumber: '+15105550199',
    client: voice ? { kind: 'phone', version: '1' } : { kind: 'web', version: '4.2.0' },
    sessionOrdinal: voice ? 0 : 1,
    createdAt: now,
    phase: 'talking',
    waitingSince: null,
    queueId: voice ? specimenIds.voiceQueue : specimenIds.chatQueue,
    agentId: voice ? specimenIds.voiceAgent : specimenIds.chatAgent,
    intents: [{ code: 'ORDER_STATUS', businessCode: 'Where is my order?' }],
  };
}
