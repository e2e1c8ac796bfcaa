import { defineEvent } from './define.ts';
import { disconnectReason, overflowReason, overflowType, userOverflowReason } from './enumerations.ts';
import { guid, ofCall, ofNumbers, ofPublicity, ofTechQueue, ofUserName, ofUsername, text } from './fields.ts';

const userNumber = { UserNumber: text.describe('The number at which the user is called.') };
const detailedReason = {
  DetailedReason: text.nullable().describe('The reason in other words, if there is one.'),
};
const ends = { ...ofNumbers, ...ofPublicity };

/** Section "Event: UserCallInComing": a direct call to a user begins. */
export const userCallInComing = defineEvent('UserCallInComing', 'User', {
  ...ofCall,
  ...ofUsername,
  ...ends,
});

/** Section "Event: UserCallInArrived": a call is about to be allocated to a user. */
export const userCallInArrived = defineEvent('UserCallInArrived', 'User', {
  ...ofCall,
  ...ofUserName,
  ...ends,
});

/** Section "Event: UserCallInUserAllocated": the call was given to a user, whose phone rings. */
export const userCallInUserAllocated = defineEvent('UserCallInUserAllocated', 'User', {
  ...ofCall,
  ...ofUserName,
  ...userNumber,
  ...detailedReason,
  ...ends,
});

/** Section "Event: UserCallInUserCancelled": the user did not take what was allocated. */
export const userCallInUserCancelled = defineEvent('UserCallInUserCancelled', 'User', {
  ...ofCall,
  ...ofUserName,
  Reason: text.describe('Why the allocation ended.'),
  ...detailedReason,
  ...ends,
});

/** Section "Event: UserCallInUserConnected": the user answered. */
export const userCallInUserConnected = defineEvent('UserCallInUserConnected', 'User', {
  ...ofCall,
  AgentLegId: text.describe('The leg that was forked to the user.'),
  ...ofUserName,
  ...userNumber,
  ...ends,
});

/** Section "Event: UserCallInUserOverflow": a call to the user's own number goes elsewhere. */
export const userCallInUserOverflow = defineEvent('UserCallInUserOverflow', 'User', {
  ...ofCall,
  ...ofUsername,
  Reason: userOverflowReason.describe('Why the user does not get it.'),
  Target: text.describe('Where it goes: an id or a phone number.'),
  ...ends,
});

/** Section "Event: UserCallInOverflow": a call that is a user's goes on to the next target of the routing. */
export const userCallInOverflow = defineEvent('UserCallInOverflow', 'User', {
  ...ofCall,
  ...ofUsername,
  ConnectedTarget: text.nullable().describe('What the caller is connected to at the moment.'),
  TechSource: text.describe('What kind of thing the call overflows from.'),
  ...ofTechQueue,
  OverflowApplet: text.describe('The step of the routing that lets it overflow.'),
  OverflowReason: overflowReason.optional().describe('Why; only the table names it.'),
  OverflowType: overflowType.optional().describe('By which kind of rule; only the table names it.'),
  TechNumber: text.describe('The number that it overflows from.'),
  TechEvent: text.describe('What made it overflow.'),
  ...ends,
});

const transfer = {
  ...ofTechQueue,
  TransferApplet: text.describe('The step of the routing that transfers.'),
  TechSource: text.describe('What kind of thing transfers.'),
};

/** Section "Event: UserCallInTransferStarted": the user sends a call on. */
export const userCallInTransferStarted = defineEvent('UserCallInTransferStarted', 'User', {
  ...ofCall,
  ...ofUsername,
  TransferTarget: text.describe('Where it is sent: an id or a phone number.'),
  TransferSource: text.describe('Who or what transfers: an id or a phone number.'),
  ...transfer,
  ...ends,
});

/** Section "Event: UserCallInTransferConnected": the target of the transfer answered. */
export const userCallInTransferConnected = defineEvent('UserCallInTransferConnected', 'User', {
  ...ofCall,
  ...ofUsername,
  ConnectedTarget: text.describe('Who answered: an id or a phone number.'),
  TransferSource: text.describe('Who or what transfers: an id or a phone number.'),
  ...transfer,
  ...ends,
});

/** Section "Event: UserCallInTransferCancelled": the transfer came to nothing. */
export const userCallInTransferCancelled = defineEvent('UserCallInTransferCancelled', 'User', {
  ...ofCall,
  ...ofUsername,
  ...transfer,
  Reason: text.describe('Why.'),
  ...detailedReason,
  ...ends,
});

/** Section "Event: UserCallInDisconnected": a call that is a user's is over. */
export const userCallInDisconnected = defineEvent('UserCallInDisconnected', 'User', {
  ...ofCall,
  ...ofUsername,
  Reason: disconnectReason.describe('Which side ended it.'),
  TechQueueId: guid.nullable().describe('The technical queue at that moment, if any.'),
  TechReason: text.describe('The technical cause, such as a SIP one.'),
  ...ends,
});

/** Every `UserCallIn…` event type. */
export const userCallInEvents = {
  UserCallInArrived: userCallInArrived,
  UserCallInComing: userCallInComing,
  UserCallInDisconnected: userCallInDisconnected,
  UserCallInOverflow: userCallInOverflow,
  UserCallInTransferCancelled: userCallInTransferCancelled,
  UserCallInTransferConnected: userCallInTransferConnected,
  UserCallInTransferStarted: userCallInTransferStarted,
  UserCallInUserAllocated: userCallInUserAllocated,
  UserCallInUserCancelled: userCallInUserCancelled,
  UserCallInUserConnected: userCallInUserConnected,
  UserCallInUserOverflow: userCallInUserOverflow,
} as const;
