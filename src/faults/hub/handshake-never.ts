import { defineHubFault } from './hub-fault.ts';

/** The hub leaves clients waiting. */
export const handshakeNever = defineHubFault({
  name: 'handshake_never',
  about: 'The client’s handshake is not answered.',
  args: {},
  moment: 'handshake',
  begin: () => () => ({ do: 'ignore' }),
});
