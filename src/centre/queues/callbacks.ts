import { openCallback } from './callback-book.ts';
import { addLead } from './outbound.ts';
import { resolveProfile } from '../config/profiles/index.ts';
import { abandon } from './queueing.ts';
import type { Callback, Contact, Lead } from '../model/state.ts';
import type { World } from '../model/world.ts';

/** What a customer may give with the request. */
export interface CallbackRequest {
  readonly message: string;
  readonly ref?: string | undefined;
  /** Attempts come by command only, not by themselves. */
  readonly byHand: boolean;
}

/** A waiting customer asks to be called back, and gives up the place in the queue. */
export function requestCallback(world: World, contact: Contact, request: CallbackRequest): void {
  const { queue } = contact;
  if (queue === null || contact.phase !== 'waiting') return;
  const callback = openCallback(world, {
    queue,
    contact,
    customer: contact.customer,
    note: '',
    dueAt: null,
    expiresAt: null,
    ...request,
  });
  abandon(world, contact);
  if (!request.byHand) queueCallback(world, callback);
}

/** Lets the next agent of the queue who has nothing else to do call the customer back. */
export function queueCallback(world: World, callback: Callback): void {
  if (!callback.closed) addLead(world, callback.queue, leadOf(world, callback));
}

/** The call that answers the request. */
export function leadOf(world: World, callback: Callback, outcome?: 'answered' | 'abandoned'): Lead {
  const { queue, customer } = callback;
  const profileName = 'voice-outbound';
  const overrides = outcome === undefined ? {} : { outcome: { [outcome]: 1 } };
  const profile = resolveProfile(world.profiles, profileName, { channel: queue.channel, ...overrides });
  return { callback, draft: { profileName, profile, queue, agent: null, customer } };
}
