import { randomUUID } from 'node:crypto';

const organizationId = '00000000-0000-0000-0000-000000000000';

/** What an event of RTE tells, with quiet values; those of a status where only the event's type matters. */
export function statusData(
  eventType: string,
  entityType: string,
  entityId: string,
): Readonly<Record<string, unknown>> {
  return {
    rootEntityType: 'Organization',
    rootEntityId: organizationId,
    eventType,
    entityType,
    entityId,
    messageTTLSeconds: 60,
    organizationId,
    ...(entityType === 'User' ? userStatus(entityId) : queueStatus(entityId)),
    id: randomUUID(),
    timestamp: new Date().toISOString(),
  };
}

function userStatus(userId: string): Readonly<Record<string, unknown>> {
  return {
    userId,
    canBeAllocatedTo: true,
    talking: false,
    activeQueueId: null,
    available: true,
    schedule: true,
    serving: true,
    serviceTerminals: 1,
    activeQueues: 2,
    parkedCalls: 0,
    wrapUpEnd: null,
    servingCallback: false,
    fetchMode: true,
  };
}

function queueStatus(queueId: string): Readonly<Record<string, unknown>> {
  return {
    queueId,
    queueName: 'Example QueueName',
    nbrOfProviders: 3,
    nbrOfRequesters: 0,
    nbrOfServingAgentsEstimate: 3,
    nbrOfAllocated: 0,
    nbrOfConnected: 0,
    nbrOfQueuingRequesters: 0,
    nbrOfNotServedRequesters: 0,
    nbrOfAgentsLongTermAway: 0,
    nbrOfAgentsShortTermAway: 0,
    nbrOfAgentsImmediatelyFree: 3,
    nbrOfAgentsCheckedInQueue: 3,
    nbrOfAgentsOnWrapUp: 0,
    nbrOfAgentsOnFetchMode: 0,
    maxWaitTime: 0,
    openStatus: 5,
  };
}
