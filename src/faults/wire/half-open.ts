import { defineWireFault } from '../fault.ts';

/** The vendor goes silent in the middle of a request. */
export const halfOpen = defineWireFault({
  name: 'half_open',
  about: 'All of a request but its last byte is sent, and nothing more until the vendor’s time-out.',
  args: {},
  plan: () => ({ sending: { do: 'half_open' } }),
  what: () => null,
});
