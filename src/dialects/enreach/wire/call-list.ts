import { z } from 'zod';
import { defineEvent } from './define.ts';
import { callbackType } from './enumerations.ts';
import { dateTime, guid, int, ofOrganisation, text } from './fields.ts';

/** `CallbackAttempt`: named and not described by the page; the fields are our assumption. */
export const callbackAttempt = z.strictObject({
  UserId: guid.describe('Who called back.'),
  Timestamp: dateTime.describe('When.'),
  TypeId: int.describe('What came of it: see LastAttemptTypeId.'),
  Note: text.nullable().describe('The user’s words on it, if any.'),
});

/** `CallbackExtra`: named and not described by the page beyond "name-value fields". */
export const callbackExtra = z.strictObject({
  Name: text.describe('What the field is called.'),
  Value: text.nullable().describe('What it says, if anything.'),
});

/** `CallbackRelatedItem`: named and not described by the page beyond "cases related to this case". */
export const callbackRelatedItem = z.strictObject({
  CallBackId: guid.describe('The other request.'),
  CallListId: guid.describe('The list that it is on.'),
});

/** `LastAttemptTypeId`: a number that the page does not list; the values are our assumption. */
export const attemptType = { reached: 1, notReached: 2 } as const;

/** The one event type of a call list. */
export const callListEvents = {
  /** Section "Event: CallbackChanged": a request to be called back was opened, changed or closed. */
  CallbackChanged: defineEvent(
    'CallbackChanged',
    'CallList',
    {
      CallBackId: guid.describe('The request.'),
      CallListId: guid.describe('The list that it is on.'),
      ...ofOrganisation,
      Modified: dateTime.describe('When it changed last.'),
      AssignedUserId: guid.nullable().describe('The user who is to handle it, if any.'),
      LastAttemptUserId: guid.nullable().describe('The user who tried last, if any.'),
      LastModifiedUserId: guid.nullable().describe('The user who changed it last; null while it is new.'),
      LastAttemptTypeId: int.nullable().describe('What came of the last try: 1 reached, 2 not reached.'),
      ContactName: text.nullable().describe('Who wants to be called.'),
      ContactNumber: text.describe('The number to call.'),
      ContactMessage: text.nullable().describe('What the contact left as a message, if anything.'),
      Note: text.nullable().describe('The users’ own notes, if any.'),
      QueueId: guid.nullable().describe('The queue that it came in through, if any.'),
      ChannelIn: text.nullable().describe('The name of what it came in through.'),
      CreationTime: dateTime.describe('When it was opened.'),
      Created: z.boolean().describe('Whether this event says that it was opened.'),
      IsClosed: z.boolean().describe('Whether it is closed.'),
      RecordingId: guid.nullable().describe('The recording, if there is one.'),
      TypeId: z
        .literal([0, ...Object.values(callbackType)])
        .describe('1 asked for, 2 overflown call, 3 entered by hand.'),
      DueDate: dateTime.nullable().describe('When it is to be handled, if there is such a time.'),
      CallId: guid.nullable().describe('The call that it came from, if any.'),
      TranscriptId: guid.nullable().describe('The recording’s transcript, if there is one.'),
      ClassificationId: guid.nullable().describe('How it was classified, if it was.'),
      ExpiryDate: dateTime.nullable().describe('When it closes by itself, if it does.'),
      LastAttemptTimestamp: dateTime.nullable().describe('When it was last tried, if ever.'),
      LastAttemptNote: text.nullable().describe('The words on the last try, if any.'),
      CalculatedPriority: text.nullable().describe('Its place among the others.'),
      NotBefore: dateTime
        .nullable()
        .describe('When it may be handled at the earliest, if there is such a time.'),
      CallbackAttempts: z.array(callbackAttempt).nullable().describe('Every try so far, the first first.'),
      CallbackExtras: z.array(callbackExtra).nullable().describe('Further fields, name by name.'),
      CallbackRelatedItems: z
        .array(callbackRelatedItem)
        .nullable()
        .describe('Other requests that belong to it.'),
    },
    120,
  ),
} as const;
