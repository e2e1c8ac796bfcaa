import type { AgentStatus } from '../../../src/centre/model/events/agent-event.ts';
import type { ContactEvent } from '../../../src/centre/model/events/contact-event.ts';
import type { ContactOutcome } from '../../../src/centre/model/events/contact-facts.ts';
import type { CentreEvent } from '../../../src/centre/model/event.ts';
import type { CentreView } from '../../../src/centre/model/view.ts';
import { specimenIds, specimenView, type Moment } from './view.ts';

/** An event and the centre after it. */
export interface Step {
  readonly event: CentreEvent;
  readonly view: CentreView;
}

/** Between two steps. */
const stepMs = 7000;

const { agent: agentId, queue: queueId, call: contactId } = specimenIds;
const available: AgentStatus = { base: 'available', name: 'Available', custom: false };
const chosen: readonly AgentStatus[] = [
  { base: 'lunch', name: 'Lunch', custom: false },
  { base: 'break', name: 'Break', custom: false },
  { base: 'training', name: 'Training', custom: false },
  { base: 'away', name: 'Away', custom: false },
  available,
];

type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never;

/**
 * A short day that has an event of each type in it: a log-in, each state, an answered call with wrap-up, a log-out.
 * It begins at `start`, epoch ms. `outcome` is what is said of the call in the end.
 */
export function specimenSteps(
  start: number,
  direction: 'inbound' | 'outbound',
  outcome: ContactOutcome,
): Step[] {
  const steps: Step[] = [];
  let moment: Moment = { now: start, direction, callAt: start, status: available, inWrapUp: false };
  const add = (event: WithoutTime<CentreEvent>, change: Partial<Moment> = {}): void => {
    const now = start + steps.length * stepMs;
    moment = { ...moment, now, ...change };
    steps.push({ event: { ...event, at: now }, view: specimenView(moment) });
  };

  add({ type: 'agent.logged-in', agentId, loginOrdinal: 1, sourceIp: '192.168.0.100' });
  for (const to of chosen) {
    const from = moment.status;
    add({ type: 'agent.status-changed', agentId, from, to, note: null, untilMs: null }, { status: to });
  }
  const callAt = start + steps.length * stepMs;
  for (const event of callEvents(direction)) {
    const over = event.type === 'contact.disconnected' ? { at: nextAt(), outcome } : undefined;
    const inWrapUp = event.type === 'contact.disconnected' || event.type === 'contact.wrap-up-started';
    add(event, { callAt, inWrapUp, ...(over !== undefined && { over }) });
  }
  add({
    type: 'agent.logged-out',
    agentId,
    loginOrdinal: 1,
    sourceIp: '192.168.0.100',
    onlineMs: nextAt() - start,
  });
  return steps;

  function nextAt(): number {
    return start + steps.length * stepMs;
  }
}

function callEvents(direction: 'inbound' | 'outbound'): WithoutTime<ContactEvent>[] {
  const ofCall = { contactId, agentId, queueId };
  return [
    { type: 'contact.created', contactId },
    ...(direction === 'inbound' ? [{ type: 'contact.queued' as const, contactId, queueId, size: 1 }] : []),
    { type: 'contact.allocated', ...ofCall, waitedMs: stepMs },
    { type: 'contact.connected', ...ofCall, waitedMs: stepMs, wrapUpMaxMs: 30_000 },
    {
      type: 'contact.disconnected',
      ...ofCall,
      by: 'customer',
      handledMs: stepMs,
      transferred: false,
      ghost: false,
    },
    { type: 'contact.wrap-up-started', ...ofCall, wrapUpMaxMs: 30_000 },
    { type: 'contact.wrap-up-ended', ...ofCall, reason: 'manual', elapsedMs: stepMs },
  ];
}
