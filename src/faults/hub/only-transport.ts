import { oneOf } from '../one-of.ts';
import { defineHubFault, hubTransports, otherTransports } from './hub-fault.ts';

/** A proxy that lets one transport through. */
export const onlyTransport = defineHubFault({
  name: 'only_transport',
  about: 'The negotiation offers one transport alone.',
  args: { transport: oneOf(hubTransports, otherTransports).describe('The one that is offered.') },
  moment: 'negotiate',
  hubOnly: true,
  begin:
    ({ transport }) =>
    () => ({ do: 'offer', transport }),
});
