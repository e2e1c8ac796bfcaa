import { defineWireFault } from '../fault.ts';

/** Every connection is a stranger's. */
export const noResumption = defineWireFault({
  name: 'no_resumption',
  about: 'The request comes on a new connection with a whole TLS handshake: no session is resumed.',
  args: {},
  plan: () => ({ isNewSession: true }),
  what: () => null,
});
