import type { VendorSpec } from '../../spec.ts';
import { callShapes, eventShapes } from './events.ts';
import { asyncapi } from './asyncapi.ts';
import { openapi } from './openapi.ts';
import { subscriptionShapes } from './subscriptions.ts';

/** What goes over RingCentral's wire: the facts of the WFM integration, notifications, and the REST API for these. */
export const ringcentralSpec: VendorSpec = {
  title: 'RingCentral',
  shapes: [...eventShapes, ...callShapes, ...subscriptionShapes],
  asyncapi,
  openapi,
};
