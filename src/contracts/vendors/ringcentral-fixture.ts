import { ringcentralConfig } from '../../dialects/ringcentral/config.ts';
import type { VendorFixture } from './fixture.ts';

const url = 'https://localhost';

/** Agents' and calls' events go to one address, as JSON, with every state that an agent can have. */
export const ringcentralFixture: VendorFixture<'ringcentral'> = {
  vendor: 'ringcentral',
  path: '/ringcentral/wfm',
  target({ scenario }) {
    const { wfm, ...rest } = ringcentralConfig.parse({
      wfm: {
        agent_event_url: url,
        call_event_url: url,
        send_body_as_json: true,
        send_all_agent_states: true,
      },
    });
    return { ...(scenario.targets.ringcentral ?? rest), subscriptions: undefined, wfm };
  },
};
