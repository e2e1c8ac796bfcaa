import { z } from 'zod';
import { defineEvent } from './define.ts';
import { disconnectReason, openStatus, overflowReason, overflowType } from './enumerations.ts';
import { guid, int, long, ofCall, ofNumbers, ofOrganisation, ofQueue, ofTechQueue, text } from './fields.ts';

const queueNumber = { QueueNumber: text.describe('The number of the queue.') };
const head = { ...ofCall, QueueId: ofQueue.QueueId, ...ofOrganisation, QueueName: ofQueue.QueueName };

/** Every event type of a queue. */
export const queueEvents = {
  /** Section "Event: QueueCallInArrived": the queue took the call. */
  QueueCallInArrived: defineEvent('QueueCallInArrived', 'Queue', { ...head, ...queueNumber, ...ofNumbers }),

  /** Section "Event: QueueCallInComing": a call reached the queue's door. */
  QueueCallInComing: defineEvent('QueueCallInComing', 'Queue', { ...head, ...queueNumber, ...ofNumbers }),

  /** Section "Event: QueueCallInDisconnected": a call that no user has is over. */
  QueueCallInDisconnected: defineEvent('QueueCallInDisconnected', 'Queue', {
    ...head,
    Reason: disconnectReason.describe('Which side ended it.'),
    TechQueueId: guid.nullable().describe('The technical queue at that moment, if any.'),
    TechReason: text.describe('The technical cause.'),
    ...ofNumbers,
  }),

  /** Section "Event: QueueCallInOverflow": the call goes on to the next target of the routing. */
  QueueCallInOverflow: defineEvent('QueueCallInOverflow', 'Queue', {
    ...head,
    ...ofTechQueue,
    OverflowApplet: text.describe('The step of the routing that lets it overflow.'),
    OverflowReason: overflowReason.optional().describe('Why; only the table names it.'),
    OverflowType: overflowType.optional().describe('By which kind of rule; only the table names it.'),
    TechSource: text.describe('What kind of thing the call overflows from.'),
    TechNumber: text.nullable().describe('The number that it overflows from, if any.'),
    TechEvent: text.describe('What made it overflow.'),
    ...ofNumbers,
  }),

  /** Section "Event: QueueCallInTransferCancelled". */
  QueueCallInTransferCancelled: defineEvent('QueueCallInTransferCancelled', 'Queue', {
    ...head,
    ...ofTechQueue,
    TransferApplet: text.describe('The step of the routing that transfers.'),
    TechSource: text.describe('What kind of thing transfers.'),
    Reason: text.describe('Why it came to nothing.'),
    DetailedReason: text.nullable().describe('The reason in other words, if there is one.'),
    ...ofNumbers,
  }),

  /** Section "Event: QueueCallInTransferConnected". */
  QueueCallInTransferConnected: defineEvent('QueueCallInTransferConnected', 'Queue', {
    ...head,
    ConnectedTarget: text.describe('Who answered: an id or a phone number.'),
    ...ofTechQueue,
    TransferApplet: text.describe('The step of the routing that transfers.'),
    TechSource: text.describe('What kind of thing transfers.'),
    ...ofNumbers,
  }),

  /** Section "Event: QueueCallInTransferStarted". Has `TechType` where the other two have `TechSource`. */
  QueueCallInTransferStarted: defineEvent('QueueCallInTransferStarted', 'Queue', {
    ...head,
    TransferTarget: text.describe('Where it is sent: an id or a phone number.'),
    TransferSource: text.describe('Who or what transfers: an id or a phone number.'),
    ...ofTechQueue,
    TransferApplet: text.describe('The step of the routing that transfers.'),
    TechType: text.describe('What kind of thing transfers.'),
    ...ofNumbers,
  }),

  /** Section "Event: QueueStatus": sent periodically, when it is not what it was. */
  QueueStatus: defineEvent(
    'QueueStatus',
    'Queue',
    {
      QueueId: guid.describe('The service queue.'),
      ...ofOrganisation,
      QueueName: text.describe('Its name.'),
      NbrOfProviders: int.describe('Agents who are signed in and serve the queue.'),
      NbrOfRequesters: int.describe('Calls: waiting, allocated and connected.'),
      NbrOfServingAgentsEstimate: int.describe('Agents signed in and not away.'),
      NbrOfAllocated: int.describe('Calls that ring at an agent.'),
      NbrOfConnected: int.describe('Calls in conversation.'),
      NbrOfQueuingRequesters: int.describe('Calls that wait.'),
      NbrOfNotServedRequesters: int.describe('Calls that no agent has answered: waiting and allocated.'),
      NbrOfAgentsLongTermAway: int.describe('Agents who chose to be away.'),
      NbrOfAgentsShortTermAway: int.describe('Agents who are busy with a call or the work after one.'),
      NbrOfAgentsImmediatelyFree: int.describe('Agents to whom a call could be allocated now.'),
      NbrOfAgentsCheckedInQueue: int.describe('Agents who serve the queue, away or not.'),
      NbrOfAgentsOnWrapUp: int.describe('Agents in the work after a call.'),
      NbrOfAgentsOnFetchMode: int.describe('Agents who pick calls by hand.'),
      MaxWaitTime: long.describe('How long the first in the queue has waited, in seconds (a setting).'),
      OpenStatus: z.literal(Object.values(openStatus)).describe('Whether the queue is open.'),
    },
    60,
  ),
} as const;
