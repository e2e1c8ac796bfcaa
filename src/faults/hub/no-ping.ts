import { defineHubFault } from './hub-fault.ts';

/** A quiet hub looks dead. */
export const noPing = defineHubFault({
  name: 'no_ping',
  about: 'No ping goes out on the connection while the fault lasts; messages do.',
  args: {},
  moment: 'connection',
  begin: () => () => ({ do: 'mute' }),
});
