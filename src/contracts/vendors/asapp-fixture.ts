import { asappConfig } from '../../dialects/asapp/config.ts';
import type { VendorFixture } from './fixture.ts';

/** Every event of every feed goes to one address. */
export const asappFixture: VendorFixture<'asapp'> = {
  vendor: 'asapp',
  path: '/asapp/events',
  target({ scenario }) {
    const { raw, ...rest } = asappConfig.parse({ raw: { url: 'https://localhost' } });
    return { ...(scenario.targets.asapp ?? rest), feeds: undefined, raw };
  },
};
