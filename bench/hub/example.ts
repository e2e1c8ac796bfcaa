/** A message of about 900 bytes as Enreach RTE sends it, in parts: what all subscribers share, and what is each one's own. */
import { randomUUID } from 'node:crypto';

/** What a message says of the subscription, beside its id. */
export const subscription = {
  allRootEntities: false,
  rootEntityId: randomUUID(),
  rootEntityType: 'Organization',
  organizationId: randomUUID(),
  eventType: 'UserStatus',
  entityType: 'User',
  entityId: randomUUID(),
  allEntities: false,
};

/** What has happened. */
export const data = {
  rootEntityType: 'Organization',
  rootEntityId: randomUUID(),
  eventType: 'UserStatus',
  entityType: 'User',
  entityId: randomUUID(),
  messageTTLSeconds: 60,
  userId: randomUUID(),
  canBeAllocatedTo: true,
  talking: false,
  note: 'x'.repeat(159),
  timestamp: '2023-10-19T14:21:19.7009158Z',
};
