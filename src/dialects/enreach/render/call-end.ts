import type { ContactEvent, Party } from '../../../centre/event.ts';
import type { Call } from '../calls.ts';
import type { RteEvent } from '../rte-event.ts';
import {
  ofQueue,
  ofUser,
  queueCallFields,
  techQueueFields,
  userCallFields,
  userName,
  type Scene,
} from './story.ts';

type Of<Type extends ContactEvent['type']> = Extract<ContactEvent, { type: Type }>;

/** The end of a conversation; one that only passed to somebody else is not the end of the call. */
export function sayDisconnected(scene: Scene, call: Call, event: Of<'contact.disconnected'>): RteEvent[] {
  if (event.transferred) return [];
  return sayOver(scene, call, event.by, 'Q.850;cause=16;text="Normal call clearing"');
}

/** The customer hung up before anybody answered. */
export function sayAbandoned(scene: Scene, call: Call): RteEvent[] {
  return sayOver(
    scene,
    call,
    'customer',
    call.owner?.kind === 'queue' ? 'caller_hangup' : 'SIP;cause=487;text="Request Terminated"',
  );
}

/** The contact's last event: says the end of the call if nothing has said it yet. */
export function sayEnded(scene: Scene, call: Call, { outcome, by }: Of<'contact.ended'>): RteEvent[] {
  return sayOver(scene, call, by, endReasons[outcome]);
}

const endReasons = {
  answered: 'Q.850;cause=16;text="Normal call clearing"',
  abandoned: 'caller_hangup',
  deflected: 'service_closed',
  contained: 'ivr_completed',
  'timed-out': 'timeout',
  machine: 'Q.850;cause=16;text="Answering machine"',
} as const;

function sayOver(scene: Scene, call: Call, by: Party, techReason: string): RteEvent[] {
  const { owner } = call;
  if (call.over || owner === null) return [];
  call.over = true;
  const end = { Reason: by === 'customer' ? 'remote' : 'local', TechReason: techReason } as const;
  if (owner.kind === 'queue') {
    const { TechQueueId } = techQueueFields(scene, owner.queueId, null);
    const fields = { ...queueCallFields(scene, call, owner.queueId), ...end, TechQueueId };
    return [ofQueue(scene, 'QueueCallInDisconnected', owner.queueId, call, fields)];
  }
  const { agentId } = owner;
  const user = userCallFields(scene, call, agentId);
  const name = userName(scene, agentId);
  if (owner.kind === 'maker') {
    return [ofUser(scene, 'UserCallOutDisconnected', agentId, call, { ...user, ...end, UserName: name })];
  }
  const { TechQueueId } = techQueueFields(scene, call.arrivedIn, agentId);
  return [
    ofUser(scene, 'UserCallInDisconnected', agentId, call, { ...user, ...end, Username: name, TechQueueId }),
  ];
}
