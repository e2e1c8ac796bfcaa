import { defineWireFault } from '../fault.ts';

/** A connection for each request. */
export const noKeepAlive = defineWireFault({
  name: 'no_keep_alive',
  about: 'The request comes on a connection of its own and says Connection: close.',
  args: {},
  plan: () => ({ saysClose: true }),
  what: () => null,
});
