import { z } from 'zod';
import { defineHubFault } from '../hub/hub-fault.ts';
import { stays } from './fields.ts';

/** A route fails. */
export const answerStatus = defineHubFault({
  name: 'answer_status',
  about:
    'A request to one of the vendor’s routes, such as that for tokens, is answered with an error status.',
  args: { status: z.int().min(400).max(599).default(503).describe('The status. Default: 503.'), stays },
  moment: 'route',
  begin:
    ({ status }) =>
    () => ({ do: 'refuse', status }),
});
