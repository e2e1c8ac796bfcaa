import { defineHubFault } from './hub-fault.ts';

/** The socket is open and nothing comes. */
export const stall = defineHubFault({
  name: 'stall',
  about:
    'Nothing goes out on the connection while the fault lasts, no ping either, and everything when it is over.',
  args: {},
  moment: 'connection',
  begin: () => () => ({ do: 'stall' }),
});
