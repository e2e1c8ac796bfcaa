import { z } from 'zod';

/** A UTC instant as the page's samples write it: `2022-06-21T20:10:24.411Z`. */
export const timestamp = z.iso.datetime({
  error: ({ input }) => `${JSON.stringify(input)} is not a UTC time such as 2022-06-21T20:10:24.411Z.`,
});

/** Text of the vendor's, of any content. */
export const text = z.string();

/** A count, or a number of whole units. */
export const whole = z.int().min(0);

/** Yes or no. */
export const flag = z.boolean();

/** Which client the customer uses, coarsely. The page shows `SMS` and `UNKNOWN`; the others are our assumption. */
export const clientTypes = ['UNKNOWN', 'WEB', 'IOS', 'ANDROID', 'SMS', 'PHONE'] as const;
export type ClientType = (typeof clientTypes)[number];

/** What an agent's desk handles. The page shows `UNKNOWN` only; the others are our assumption. */
export const deskModes = ['UNKNOWN', 'VOICE', 'MESSAGING', 'BLENDED'] as const;
export type DeskMode = (typeof deskModes)[number];

/** Page: the four that `utilization_5_min_…` names, and `UNKNOWN`. */
export const routingStatuses = ['UNKNOWN', 'ACTIVE', 'AWAY', 'OFFLINE', 'WRAPPING_UP'] as const;
export type RoutingStatus = (typeof routingStatuses)[number];

/** Why an agent came to be wanted in a chat. The page shows `UNKNOWN` only; the others are our assumption. */
export const opportunityOrigins = ['UNKNOWN', 'CUSTOMER', 'BOT', 'SYSTEM', 'TRANSFER'] as const;
export type OpportunityOrigin = (typeof opportunityOrigins)[number];

/** Of an input of a flow's action. The page shows `VALUE_TYPE_UNKNOWN` only; the others are our assumption. */
export const valueTypes = [
  'VALUE_TYPE_UNKNOWN',
  'VALUE_TYPE_STRING',
  'VALUE_TYPE_NUMBER',
  'VALUE_TYPE_BOOLEAN',
] as const;
export type ValueType = (typeof valueTypes)[number];

/** Of a file that the customer sent. The page shows `UNKNOWN` only; the others are our assumption. */
export const fileMimeTypes = [
  'UNKNOWN',
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/heic',
  'image/webp',
  'application/pdf',
  'text/plain',
] as const;
export type FileMimeType = (typeof fileMimeTypes)[number];

/** Of a disposition's field. The page shows `UNKNOWN` only; the others are our assumption. */
export const dispositionFieldTypes = ['UNKNOWN', 'CHOICE', 'TEXT', 'FLAG'] as const;

/** Why a queue's size changed. The page shows `UNKNOWN` only; the others are our assumption. */
export const queueSizeUpdateTypes = [
  'UNKNOWN',
  'ENQUEUED',
  'ASSIGNED',
  'RETURNED',
  'ABANDONED',
  'TRANSFERRED',
  'TIMED_OUT',
] as const;
export type QueueSizeUpdateType = (typeof queueSizeUpdateTypes)[number];

/** Whether a queue is kept from taking contacts by hand. The page shows `UNKNOWN` only; the others are our assumption. */
export const mitigationStatuses = ['UNKNOWN', 'INACTIVE', 'ACTIVE'] as const;
