import type { VendorSpec } from '../../spec.ts';
import { asyncapi } from './asyncapi.ts';
import { eventShapes } from './events.ts';
import { methodShapes } from './methods.ts';
import { openapi, tokenShapes } from './openapi.ts';

/** What goes over Enreach's wire: the events of its hub, its methods, and the tokens that let clients in. */
export const enreachSpec: VendorSpec = {
  title: 'Enreach RTE',
  shapes: [...eventShapes, ...methodShapes, ...tokenShapes],
  asyncapi,
  openapi,
};
