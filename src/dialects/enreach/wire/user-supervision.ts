import { z } from 'zod';
import { defineEvent } from './define.ts';
import { callType, supervisionState } from './enumerations.ts';
import { dateTime, guid, ofCall, ofOrganisation, text } from './fields.ts';

const pair = {
  TargetUserId: guid.describe('The user whose call it is.'),
  TargetUserName: text.describe('That user’s sign-in name.'),
  ...ofOrganisation,
  SupervisorUserId: guid.describe('The supervisor.'),
  SupervisorUserName: text.describe('The supervisor’s sign-in name.'),
  QueueName: text.nullable().describe('The service queue’s name, if the call came through one.'),
  QueueId: guid.nullable().describe('The service queue, if the call came through one.'),
  ...ofCall,
};

/** What supervisors may do with calls, and do. */
export const userSupervisionEvents = {
  /** Section "Event: UserCallAvailableForMonitoring". */
  UserCallAvailableForMonitoring: defineEvent('UserCallAvailableForMonitoring', 'User', {
    ...pair,
    AgentLegId: text.describe('The leg that was forked to the user.'),
    SupervisorTerminalNumber: text.describe('The number from which the supervisor’s call will come.'),
    SupervisionCallInNumber: text.describe('The number to dial in order to supervise.'),
    CallType: callType.describe('What kind of call it is.'),
    CallerNumber: text.describe('Who called.'),
    ConnectedToAgentTime: dateTime.describe('When the user answered.'),
  }),

  /** Section "Event: UserSupervisionStatus". */
  UserSupervisionStatus: defineEvent('UserSupervisionStatus', 'User', {
    ...pair,
    SupervisorLegId: text.nullable().describe('The supervisor’s own leg, once there is one.'),
    State: z.literal(Object.values(supervisionState)).describe('How far the supervision is.'),
  }),
} as const;
