import { after } from './fields.ts';
import { defineHubFault } from './hub-fault.ts';

/** The connection goes on, and nothing that was asked for comes any more. */
export const forgetSubscription = defineHubFault({
  name: 'forget_subscription',
  about: 'The hub forgets everything that the client has subscribed to by then, and does not say so.',
  args: { after },
  moment: 'connection',
  begin:
    ({ after: afterMs }) =>
    () => ({ do: 'forget', afterMs }),
});
