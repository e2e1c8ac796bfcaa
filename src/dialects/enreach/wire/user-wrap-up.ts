import { defineEvent } from './define.ts';
import { wrapUpEndReason } from './enumerations.ts';
import { guid, int, ofCall, ofOrganisation } from './fields.ts';

const user = { UserId: guid.describe('The user.') };
const queue = { QueueId: guid.describe('The service queue of the call.') };
const limit = { MaxWrapUpDurationSec: int.describe('How long it may last, in seconds.') };

/** The work after a service call. */
export const userWrapUpEvents = {
  /** Section "Event: UserWrapUpEnabled": the call that was just answered will have a wrap-up. */
  UserWrapUpEnabled: defineEvent('UserWrapUpEnabled', 'User', {
    ...ofCall,
    ...user,
    ...queue,
    ...ofOrganisation,
    ...limit,
  }),

  /** Section "Event: UserWrapUpStarted". */
  UserWrapUpStarted: defineEvent('UserWrapUpStarted', 'User', {
    ...ofCall,
    ...user,
    ...queue,
    ...ofOrganisation,
    ...limit,
  }),

  /** Section "Event: UserWrapUpTerminated". */
  UserWrapUpTerminated: defineEvent('UserWrapUpTerminated', 'User', {
    ...ofCall,
    ...user,
    ...ofOrganisation,
    ...queue,
    Reason: wrapUpEndReason.describe('Whether the user or the time limit ended it.'),
    ElapsedTimeSec: int.describe('How long it lasted, in seconds.'),
  }),
} as const;
