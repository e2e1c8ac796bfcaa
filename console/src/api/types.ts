import type { z } from 'zod';
import type { commandResults } from '../../../src/control/schema/commands.ts';
import type { deliverySchema } from '../../../src/control/schema/deliveries.ts';
import type { byHandSchema, liveSchema, offersSchema } from '../../../src/control/schema/live.ts';

/** What `GET /v1/live` answers. */
export type Live = z.output<typeof liveSchema>;
/** What `GET /v1/offers` answers. */
export type Offers = z.output<typeof offersSchema>;
/** What `GET /v1/scenario` answers. */
export type SavedScenario = z.output<typeof byHandSchema>;
/** A message with everything that is known of it. */
export type Delivery = z.output<typeof deliverySchema>;
/** A message in the list. */
export type DeliveryHead = Live['deliveries'][number];
/** One second of the charts. */
export type Point = Live['series'][number];
/** What came of commands. */
export type CommandResults = z.output<typeof commandResults>;
/** A command as it is written. */
export type Command = Readonly<Record<string, unknown>>;

/** Which messages the list shows; an empty text means all. */
export interface Filter {
  readonly vendor: string;
  readonly eventType: string;
  readonly outcome: string;
  readonly contact: string;
}
