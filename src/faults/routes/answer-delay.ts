import { realTime } from '../hub/fields.ts';
import { defineHubFault } from '../hub/hub-fault.ts';

/** A route takes its time. */
export const answerDelay = defineHubFault({
  name: 'answer_delay',
  about: 'A request to one of the vendor’s routes, such as that for tokens, is answered late.',
  args: { by: realTime.default(5000).describe('How late, in real time. Default: 5s.') },
  moment: 'route',
  begin:
    ({ by: ms }) =>
    () => ({ do: 'wait', ms }),
});
