import { callListEvents } from './call-list.ts';
import type { FieldsOf } from './define.ts';
import { queueEvents } from './queue.ts';
import { userCallInEvents } from './user-call-in.ts';
import { userCallOutEvents } from './user-call-out.ts';
import { userStateEvents } from './user-state.ts';
import { userSupervisionEvents } from './user-supervision.ts';
import { userWrapUpEvents } from './user-wrap-up.ts';

/** RTE's event types by name: 22 of a user, 8 of a queue, 1 of a call list. */
export const eventDefinitions = {
  UserAlert: userStateEvents.UserAlert,
  UserAvailability: userStateEvents.UserAvailability,
  UserCallAvailableForMonitoring: userSupervisionEvents.UserCallAvailableForMonitoring,
  ...userCallInEvents,
  ...userCallOutEvents,
  UserSetting: userStateEvents.UserSetting,
  UserStatus: userStateEvents.UserStatus,
  UserSupervisionStatus: userSupervisionEvents.UserSupervisionStatus,
  ...userWrapUpEvents,
  ...queueEvents,
  ...callListEvents,
} as const;

/** The name of an event type. */
export type EventName = keyof typeof eventDefinitions;

/** The fields that an event of that type has beside the common frame. */
export type EventFields<Name extends EventName> = FieldsOf<(typeof eventDefinitions)[Name]>;

/** Every name, in the order of the page. `AvailableSubscriptions` answers this. */
export const eventNames = Object.keys(eventDefinitions) as readonly EventName[];

const namesInLowerCase = new Map(eventNames.map((name) => [name.toLowerCase(), name]));

/** The event type that `name` means in whatever case; `undefined` when there is none. */
export function findEventName(name: string): EventName | undefined {
  return namesInLowerCase.get(name.toLowerCase());
}
