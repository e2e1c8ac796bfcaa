import { z } from 'zod';

/** "Availability", section "Event: UserAvailability": listed by the page. */
export const availability = z.enum(['Available', 'Busy', 'DoNotDisturb', 'OffWork', 'BRB', 'Away']);

/** Which side ended a call: listed by the page for every `…Disconnected`. */
export const disconnectReason = z.enum(['remote', 'local']);

/** "Reason", section "Event: UserCallInUserOverflow": listed by the page. */
export const userOverflowReason = z.enum([
  'AVAActiveProfile',
  'BusyForTechnicalError',
  'DND',
  'OffWork',
  'NoAnswer',
  'InterruptOverflow',
  'BusyOnBusy',
  'TransferAll',
  'BlindTransfer',
]);

/** "CallType", section "Event: UserCallAvailableForMonitoring": listed by the page. */
export const callType = z.enum(['servicecall', 'directcall', 'callout']);

/** "OverflowReason": the page gives the first three as examples of an open list; the others are ours. */
export const overflowReason = z.enum([
  'NoAvailableProviders',
  'QueueFull',
  'UserActivelyDeclined',
  'QueueClosed',
  'MaxWaitTimeExceeded',
  'NoAnswer',
  'Busy',
  'DoNotDisturb',
  'OffWork',
]);

/** "OverflowType": examples of a large set, all of them the page's. */
export const overflowType = z.enum([
  'AdHoc_1',
  'ServiceOpen',
  'QueueHandler',
  'QueueOverflowDefault',
  'UserTransferAll',
  'ActPreEnter',
  'TerminationHandling',
]);

/** "Reason", section "Event: UserWrapUpTerminated": the page's two examples. */
export const wrapUpEndReason = z.enum(['manual', 'timer']);

/** "OpenStatus", section "Event: QueueStatus": listed by the page, 0 to 6. */
export const openStatus = {
  notAvailable: 0,
  noActiveHandler: 1,
  noActiveHandlerUncertain: 2,
  closed: 3,
  closedUncertain: 4,
  open: 5,
  openUncertain: 6,
} as const;

/** "TypeId", section "Event: CallbackChanged": listed by the page, 1 to 3. */
export const callbackType = { explicitRequest: 1, overflownCall: 2, createdManually: 3 } as const;

/** `CallEventPublicityCategory`: named and not listed by the page; the values are our assumption. */
export const callEventPublicityCategory = z.enum(['Undefined', 'Public', 'Private']);

/** `UserSettingLevelEnum`: the page's sample shows `Undefined`; the other values are our assumption. */
export const userSettingLevel = z.enum(['Undefined', 'User', 'Administrator', 'System']);

/** `SupervisionState`: a number in the page's sample, not listed; the values are our assumption. */
export const supervisionState = {
  ended: 0,
  requested: 1,
  listening: 2,
  whispering: 3,
  bargedIn: 4,
} as const;
