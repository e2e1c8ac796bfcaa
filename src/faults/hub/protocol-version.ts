import { defineHubFault } from './hub-fault.ts';

/** The hub speaks another version. */
export const protocolVersion = defineHubFault({
  name: 'protocol_version',
  about: 'The handshake is refused: the hub says that it does not support the version of the protocol.',
  args: {},
  moment: 'handshake',
  hubOnly: true,
  begin: () => () => ({ do: 'reject' }),
});
