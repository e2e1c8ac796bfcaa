import { defineEvent } from './define.ts';
import { disconnectReason } from './enumerations.ts';
import { ofCall, ofNumbers, ofPublicity, ofUserName, text } from './fields.ts';

const ends = { ...ofNumbers, ...ofPublicity };

/** The two events of a call that a user makes. */
export const userCallOutEvents = {
  /** Section "Event: UserCallOutConnected". */
  UserCallOutConnected: defineEvent('UserCallOutConnected', 'User', {
    ...ofCall,
    ...ofUserName,
    ...ends,
  }),
  /** Section "Event: UserCallOutDisconnected". */
  UserCallOutDisconnected: defineEvent('UserCallOutDisconnected', 'User', {
    ...ofCall,
    ...ofUserName,
    Reason: disconnectReason.describe('Which side ended it.'),
    TechReason: text.describe('The technical cause, such as a SIP one.'),
    ...ends,
  }),
} as const;
