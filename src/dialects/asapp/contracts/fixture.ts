import { asappConfig } from '../config.ts';
import type { VendorFixture } from '../../../contracts/vendors/fixture.ts';

/** Every event of every feed goes to one address. */
export const asappFixture: VendorFixture = {
  vendor: 'asapp',
  path: '/asapp/events',
  target({ scenario }) {
    const { raw, ...rest } = asappConfig.parse({ raw: { url: 'https://localhost' } });
    return { ...(scenario.targets['asapp'] ?? rest), feeds: undefined, raw };
  },
};
