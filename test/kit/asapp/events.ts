import type { Flow, FlowNode, Intent } from '../../../src/centre/model/events/bot-event.ts';
import type { CentreEvent } from '../../../src/centre/model/event.ts';
import { openClosure } from '../still-centre.ts';
import { specimenIds as ids } from './view.ts';

/** An event of the specimen, at so many ms from its start. */
export type SpecimenEvent = CentreEvent extends infer Event
  ? Event extends CentreEvent
    ? Omit<Event, 'at'>
    : never
  : never;

const order: Intent = { code: 'ORDER_STATUS', businessCode: 'Where is my order?' };
const refund: Intent = { code: 'REFUND', businessCode: 'Money back' };
const flow: Flow = { name: 'order-status', businessName: 'Order status' };
const ask: FlowNode = { name: 'ask-order-number', kind: 'question' };
const track: FlowNode = { name: 'tracking-page', kind: 'link' };
const look: FlowNode = { name: 'look-up-order', kind: 'action' };
const voice = { agentId: ids.voiceAgent, contactId: ids.call } as const;
const chat = { agentId: ids.chatAgent, contactId: ids.chat } as const;
const said = (by: 'customer' | 'agent' | 'supervisor', ordinal: number) =>
  ({ type: 'contact.uttered', ...chat, by, ordinal }) as const;

const agents: readonly SpecimenEvent[] = [
  { type: 'agent.logged-in', agentId: ids.voiceAgent, loginOrdinal: 1, sourceIp: '192.0.2.1' },
  state('offline', 'available', 900_000, null),
  { type: 'agent.load-changed', ...voice, load: 1, slots: 1 },
  state('available', 'allocated', 60_000, ids.call),
  state('allocated', 'on-contact', 4000, ids.call),
  { type: 'contact.uttered', ...voice, by: 'agent', ordinal: 1 },
  { type: 'contact.uttered', ...voice, by: 'customer', ordinal: 1 },
  { type: 'contact.held', ...voice },
  { type: 'contact.resumed', ...voice, heldMs: 20_000 },
  state('on-contact', 'wrap-up', 240_000, ids.call),
  { type: 'agent.load-changed', ...voice, load: 0, slots: 1 },
  state('wrap-up', 'available', 30_000, null),
  { type: 'interval.elapsed', everyMs: 300_000 },
  { type: 'agent.capacity-changed', agentId: ids.voiceAgent, slots: 1 },
  { type: 'agent.queues-changed', agentId: ids.voiceAgent, queueIds: [ids.voiceQueue] },
  { type: 'agent.identity-changed', agentId: ids.voiceAgent },
];

const queues: readonly SpecimenEvent[] = [
  { type: 'queue.info-changed', queueId: ids.voiceQueue },
  { type: 'queue.hours-changed', queueId: ids.voiceQueue },
  { type: 'queue.holidays-changed', queueId: ids.voiceQueue },
  { type: 'queue.capping-changed', queueId: ids.voiceQueue },
  { type: 'queue.mitigation-changed', queueId: ids.voiceQueue, on: false },
  {
    type: 'queue.availability-changed',
    queueId: ids.voiceQueue,
    contactId: null,
    closure: openClosure,
    waitsPastClosing: false,
  },
  { type: 'queue.size-changed', queueId: ids.voiceQueue, contactId: ids.call, size: 3, cause: 'queued' },
  { type: 'queue.wait-estimated', queueId: ids.voiceQueue, contactId: ids.call, estimatedWaitMs: 95_000 },
];

/** Two opportunities: in the first the customer gives up waiting, the second has everything. */
const journey: readonly SpecimenEvent[] = [
  { type: 'contact.created', contactId: ids.chat },
  { type: 'contact.session-changed', contactId: ids.chat, sessionOrdinal: 1, authenticated: true },
  { type: 'contact.customer-attributes-set', contactId: ids.chat, attributes: attributes() },
  { type: 'bot.intent-detected', contactId: ids.chat, intent: order, first: true, path: [order] },
  { type: 'bot.node-visited', contactId: ids.chat, flow, flowPath: [flow], node: ask },
  {
    type: 'bot.action-called',
    contactId: ids.chat,
    flow,
    node: look,
    actionId: 'find-order',
    version: '3',
    inputs: { order_number: '100-200', amount: 19.9, express: true },
  },
  { type: 'bot.link-resolved', contactId: ids.chat, flow, node: track, url: 'https://shop.example/track' },
  { type: 'bot.flow-succeeded', contactId: ids.chat, flow },
  { type: 'bot.flow-success-negated', contactId: ids.chat, flow },
  { type: 'bot.intent-detected', contactId: ids.chat, intent: refund, first: false, path: [order, refund] },
  { type: 'bot.response-ended', contactId: ids.chat },
  { type: 'contact.agent-requested', contactId: ids.chat, first: true, by: 'customer' },
  { type: 'contact.queued', contactId: ids.chat, queueId: ids.chatQueue, size: 1 },
  { type: 'contact.abandoned', contactId: ids.chat, queueId: ids.chatQueue, waitedMs: 30_000 },
  { type: 'contact.agent-requested', contactId: ids.chat, first: false, by: 'customer' },
  { type: 'contact.queued', contactId: ids.chat, queueId: ids.chatQueue, size: 1 },
  { type: 'contact.connected', ...chat, queueId: ids.chatQueue, waitedMs: 42_000, wrapUpMaxMs: null },
  said('customer', 1),
  said('agent', 1),
  said('supervisor', 1),
  said('customer', 2),
  { type: 'contact.file-uploaded', contactId: ids.chat, file: photo() },
  { type: 'contact.timed-out', contactId: ids.chat },
  {
    type: 'contact.disconnected',
    ...chat,
    queueId: ids.chatQueue,
    by: 'customer',
    handledMs: 310_000,
    transferred: false,
    ghost: false,
  },
  {
    type: 'contact.disposed',
    ...chat,
    fields: [{ kind: 'choice', name: 'Reason', value: 'Refund' }],
    note: 'Sent the form.',
  },
  { type: 'contact.summarised', ...chat, text: 'The customer wanted a refund and got the form.' },
  { type: 'contact.customer-left', contactId: ids.chat },
  { type: 'contact.conversation-ended', contactId: ids.chat, resolved: true },
  {
    type: 'contact.survey-submitted',
    contactId: ids.chat,
    answers: [{ question: 'How satisfied are you?', category: 'satisfaction', kind: 'rating', answer: '5' }],
  },
  {
    type: 'contact.ended',
    contactId: ids.chat,
    outcome: 'answered',
    by: 'customer',
    durationMs: 600_000,
    talkedMs: 310_000,
    queuedMs: 72_000,
  },
];

/** A day in which every one of the 52 event types occurs, in the order in which things happen. */
export const specimenEvents: readonly SpecimenEvent[] = [
  { type: 'contact.created', contactId: ids.call },
  ...agents,
  ...queues,
  ...journey,
];

function state(
  from: 'offline' | 'available' | 'allocated' | 'on-contact' | 'wrap-up',
  to: 'available' | 'allocated' | 'on-contact' | 'wrap-up',
  previousMs: number,
  contactId: typeof ids.call | null,
): SpecimenEvent {
  return { type: 'agent.state-changed', agentId: ids.voiceAgent, from, to, previousMs, contactId };
}

/** One for each of the ten numbered slots. */
function attributes(): Record<string, string> {
  return {
    plan: 'Premium',
    region: 'north',
    language: 'en',
    since: '2019',
    device: 'router',
    contract: 'C-204',
    segment: 'home',
    newsletter: 'no',
    balance: '19.90',
    priority: 'normal',
  };
}

function photo() {
  return { name: 'label.jpg', mimeType: 'image/jpeg', bytes: 482_113, width: 1280, height: 960 };
}
