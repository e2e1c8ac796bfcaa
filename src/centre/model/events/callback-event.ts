import type { At } from './event-parts.ts';
import type { AgentId, CallbackId, ContactId } from '../ids.ts';

/** What happened to a request to be called back. Its facts are in the view. */
export type CallbackEvent =
  | (At & { readonly type: 'callback.opened'; readonly callbackId: CallbackId })
  | (At & { readonly type: 'callback.assigned'; readonly callbackId: CallbackId; readonly agentId: AgentId })
  | (At & {
      readonly type: 'callback.attempted';
      readonly callbackId: CallbackId;
      readonly agentId: AgentId;
      readonly reached: boolean;
      readonly contactId: ContactId | null;
    })
  | (At & {
      readonly type: 'callback.closed';
      readonly callbackId: CallbackId;
      readonly agentId: AgentId | null;
    });
