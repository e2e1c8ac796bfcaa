import { anyChannel, defineFault } from '../fault.ts';
import { loseConnection } from '../hub/lose-connection.ts';

/** The event happened, and its message is never sent. */
export const drop = defineFault({
  name: 'drop',
  about:
    'The message is never sent: it counts as withheld. With a client, a transport or a connection in where: that connection breaks off.',
  args: {},
  channels: () => anyChannel,
  elsewhere: { kind: { ...loseConnection, name: 'drop' }, keys: ['client', 'transport', 'connection'] },
  begin: () => () => ({ do: 'withhold' }),
});
