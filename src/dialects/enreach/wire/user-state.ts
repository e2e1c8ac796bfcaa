import { z } from 'zod';
import { defineEvent } from './define.ts';
import { availability, userSettingLevel } from './enumerations.ts';
import { dateTime, guid, int, ofOrganisation, ofUserName, text } from './fields.ts';

const dictionary = z.record(z.string(), z.string()).nullable();
const user = { UserId: guid.describe('The user.') };

/** What a user is, chose or asked to be told. */
export const userStateEvents = {
  /** Section "Event: UserAlert": an alert on a service pool that the user defined has gone off. */
  UserAlert: defineEvent('UserAlert', 'User', {
    AlertId: guid.describe('The alert.'),
    ...user,
    ...ofOrganisation,
    ConditionName: text.describe('The condition that came true.'),
    ConditionValue: text.describe('The value that it compares with.'),
    ConditionExpression: text.describe('The condition as a whole.'),
    Value: text.describe('The value that it met.'),
  }),

  /** Section "Event: UserAvailability". */
  UserAvailability: defineEvent('UserAvailability', 'User', {
    ...ofUserName,
    ProfileId: guid.describe('The profile of the availability.'),
    Availability: availability.describe('What the user chose to be.'),
    StartTime: dateTime.describe('Since when.'),
    EndTime: dateTime.describe('Until when; `DateTime.MaxValue` when it is open.'),
    Note: text.nullable().describe('The user’s own words, if any.'),
    EventSource: text.describe('Where the change came from.'),
    TransferNumber: text.nullable().describe('Where calls go meanwhile, if anywhere.'),
  }),

  /** Section "Event: UserSetting". */
  UserSetting: defineEvent('UserSetting', 'User', {
    ...user,
    ...ofOrganisation,
    Keyword: text.describe('The setting.'),
    Value: text.nullable().describe('Its value, if it has one.'),
    Values: dictionary.describe('Its values, if it has several.'),
    AllowedValues: dictionary.describe('The values that it may have, if they are limited.'),
    Deleted: z.boolean().describe('Whether it is gone.'),
    Level: userSettingLevel.describe('Who may change it.'),
  }),

  /** Section "Event: UserStatus": the user as the queues see them. */
  UserStatus: defineEvent(
    'UserStatus',
    'User',
    {
      ...user,
      ...ofOrganisation,
      CanBeAllocatedTo: z.boolean().describe('Whether a call could be allocated now, all things considered.'),
      Talking: z.boolean().describe('Whether there is a call, from its allocation on.'),
      TalkingStatusChanged: dateTime.nullable().optional().describe('When `Talking` changed last, if ever.'),
      ActiveQueueId: guid.nullable().describe('The service queue of the call at hand, if any.'),
      Available: z.boolean().describe('Whether the availability is Available.'),
      Schedule: z.boolean().describe('Whether the availability is not OffWork.'),
      Serving: z.boolean().describe('Whether the user serves queues.'),
      ServiceTerminals: int.describe('How many terminals are in use.'),
      ActiveQueues: int.describe('How many queues the user serves now.'),
      ParkedCalls: int.describe('How many calls are on hold.'),
      WrapUpStart: dateTime.nullable().optional().describe('When the wrap-up began, if there is one.'),
      WrapUpEnd: dateTime.nullable().describe('When the wrap-up ends at the latest, if there is one.'),
      ServingCallback: z.boolean().describe('Whether the user serves call lists.'),
      FetchMode: z.boolean().describe('Whether the user picks calls by hand.'),
    },
    60,
  ),
} as const;
