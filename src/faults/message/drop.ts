import { anyChannel, defineFault } from '../fault.ts';

/** The event happened, and its message is never sent. */
export const drop = defineFault({
  name: 'drop',
  about: 'The message is never sent. It counts as withheld.',
  args: {},
  channels: () => anyChannel,
  begin: () => () => ({ do: 'withhold' }),
});
