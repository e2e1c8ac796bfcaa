import { ringcentralConfig, type RingcentralConfig } from '../config.ts';
import { subscriptionsConfig } from '../subscriptions/config.ts';
import { openSubscriptions } from './subscriptions.ts';
import type { FixtureOrder, VendorFixture } from '../../../contracts/vendors/fixture.ts';

const url = 'https://localhost';

/** Agents' and calls' events go to one address, with every state that an agent can have; systems may subscribe themselves. */
export const ringcentralFixture: VendorFixture = {
  vendor: 'ringcentral',
  path: '/ringcentral/wfm',
  target(order) {
    const own = order.scenario.targets['ringcentral'] as RingcentralConfig | undefined;
    const { wfm, ...rest } = ringcentralConfig.parse({
      wfm: {
        agent_event_url: url,
        call_event_url: url,
        send_body_as_json: order.form === 'json',
        method: own?.wfm?.method,
        send_all_agent_states: true,
      },
    });
    const config = own ?? rest;
    return { ...config, subscriptions: subscriptionsOf(config, order), wfm };
  },
  access: openSubscriptions,
  factsOf(path) {
    const [, account, subAccount] = /\/accounts\/([^/]+)\/sub-accounts\/([^/?]+)/.exec(path) ?? [];
    if (account === undefined || subAccount === undefined) return {};
    return { accounts: { account: decodeURIComponent(account), subAccount: decodeURIComponent(subAccount) } };
  },
};

/** Two may call, one of them in vain; the scenario's secrets stay unread. */
function subscriptionsOf({ subscriptions }: RingcentralConfig, { password, facts }: FixtureOrder) {
  const { account, subAccount } = facts.accounts ?? {};
  return subscriptionsConfig.parse({
    ...subscriptions,
    users: [
      { name: 'Admin User', token: password },
      { name: 'Nobody', token: `${password}-denied`, roles: ['NONE'] },
    ],
    auth_configs: (subscriptions?.auth_configs ?? []).map(({ id, header }) => ({
      id,
      header,
      value: password,
    })),
    ...(account !== undefined && { rc_account_id: account }),
    ...(subAccount !== undefined && { sub_account_id: subAccount }),
  });
}
