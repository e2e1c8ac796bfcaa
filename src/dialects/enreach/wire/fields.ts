import { z } from 'zod';
import { callEventPublicityCategory } from './enumerations.ts';

/** A .NET `Guid` as text, any version, the zero one included. */
export const guid = z.guid();

/** A .NET `DateTime` as text: up to seven digits of a second, `Z` where it is UTC. `DateTime.MaxValue` has no `Z`. */
export const dateTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)?$/, 'is not a .NET DateTime');

/** A .NET `string`: the class may hold null, the event says where we send it. */
export const text = z.string();

/** A .NET `int`. */
export const int = z.int32();

/** A .NET `long`. */
export const long = z.int();

/** The organisation that everything belongs to. */
export const ofOrganisation = { OrganizationId: guid.describe('The organisation.') };

/** What ties the events of one call together. */
export const ofCall = {
  CallId: guid.describe('The call; the same in all its events.'),
  LegId: text.describe('The caller’s leg of the call; the same in all its events.'),
};

/** The two ends of a call, as they were when it began. */
export const ofNumbers = {
  CallerNumber: text.describe('Who called first.'),
  TargetNumber: text.describe('What was dialled first.'),
};

/** Only the page's tables name it; its samples leave it out. */
export const ofPublicity = {
  Publicity: callEventPublicityCategory.optional().describe('How public the user’s direct calls are.'),
};

/** The user of an event that writes `UserName`, and the organisation between the two as in the samples. */
export const ofUserName = {
  UserId: guid.describe('The user.'),
  ...ofOrganisation,
  UserName: text.describe('The user’s sign-in name.'),
};

/** The user of an event that writes `Username`: the page is not of one mind, and receivers see both. */
export const ofUsername = {
  UserId: guid.describe('The user.'),
  ...ofOrganisation,
  Username: text.describe('The user’s sign-in name.'),
};

/** The service queue of an event. */
export const ofQueue = {
  QueueId: guid.describe('The service queue that the call visited last.'),
  QueueName: text.describe('Its name.'),
};

/** The technical queue in which the routing took place. */
export const ofTechQueue = {
  TechQueueId: guid.describe('The technical queue, which may be another than the service queue.'),
  TechQueueName: text.describe('Its name.'),
};
