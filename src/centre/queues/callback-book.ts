import type { Customer } from '../model/events/contact-facts.ts';
import type { AgentId, CallbackId } from '../model/ids.ts';
import type { Agent, Callback, Contact, Queue } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { emit } from '../model/emit.ts';

/** What a customer asks for. */
export interface CallbackRequest {
  readonly queue: Queue;
  readonly contact: Contact | null;
  readonly customer: Customer;
  readonly message: string;
  readonly note: string;
  readonly dueAt: number | null;
  readonly expiresAt: number | null;
  readonly notBeforeAt?: number | undefined;
  readonly classification?: string | undefined;
  readonly recorded?: 'audio' | 'transcript' | undefined;
  readonly byHand: boolean;
  readonly ref?: string | undefined;
}

/** Opens the request and emits that. */
export function openCallback(world: World, request: CallbackRequest): Callback {
  const ordinal = ++world.numbered.callbacks;
  const { queue, contact, ref, ...facts } = request;
  const callback: Callback = {
    ...facts,
    id: `callback-${ordinal}` as CallbackId,
    ordinal,
    queue,
    queueId: queue.id,
    contactId: contact?.id ?? null,
    createdAt: world.now,
    modifiedAt: world.now,
    assignedTo: null,
    lastModifiedBy: null,
    closed: false,
    attempts: [],
  };
  world.callbacks.set(callback.id, callback);
  if (ref !== undefined) world.callbackRefs.set(ref, callback.id);
  emit(world, { type: 'callback.opened', at: world.now, callbackId: callback.id });
  return callback;
}

/** Gives the request to an agent. */
export function assignCallback(world: World, callback: Callback, agent: Agent): void {
  if (callback.assignedTo === agent.id) return;
  callback.assignedTo = agent.id;
  modify(world, callback, agent.id);
  emit(world, {
    type: 'callback.assigned',
    at: world.now,
    callbackId: callback.id,
    agentId: agent.id,
  });
}

/** Notes one attempt to reach the customer. */
export function noteAttempt(world: World, contact: Contact, agent: Agent, reached: boolean): void {
  const { callback, attemptNote: note } = contact;
  if (callback === null || callback.closed) return;
  callback.attempts.push({ at: world.now, agentId: agent.id, reached, note });
  modify(world, callback, agent.id);
  emit(world, {
    type: 'callback.attempted',
    at: world.now,
    callbackId: callback.id,
    agentId: agent.id,
    reached,
    contactId: contact.id,
  });
}

/** Closes the request. It can be seen until the step ends. */
export function closeCallback(world: World, callback: Callback, agentId: AgentId | null): void {
  if (callback.closed) return;
  callback.closed = true;
  modify(world, callback, agentId);
  world.overCallbacks.push(callback.id);
  emit(world, { type: 'callback.closed', at: world.now, callbackId: callback.id, agentId });
}

function modify(world: World, callback: Callback, agentId: AgentId | null): void {
  callback.modifiedAt = world.now;
  callback.lastModifiedBy = agentId;
}
