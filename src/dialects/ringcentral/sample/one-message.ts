import { secureTls } from '../../tls.ts';
import type { OneMessageVendor } from '../../vendor.ts';
import { ringcentralConfig } from '../config.ts';
import { tlsRules } from '../index.ts';
import { makeEvent } from './one-event.ts';
import { wfmLanes } from '../wfm.ts';
import { eventTypes } from '../wire.ts';

/** One event of this vendor at a time, for `phoney trigger`: in the vendor's default form, URL-encoded, or as JSON. */
export const ringcentralOneMessage: OneMessageVendor = {
  eventTypes,
  make(eventType, { tls, ...options }) {
    const { draft, problems } = makeEvent(eventType, options);
    const wfm = { agent_event_url: 'https://localhost', call_event_url: 'https://localhost' };
    const config = secureTls(ringcentralConfig.parse({ wfm }), tls);
    const lanes = config.wfm === undefined ? [] : wfmLanes(config.wfm, tlsRules(config));
    const lane = lanes.find(({ feed }) => feed === draft.feed);
    if (lane === undefined) throw new Error(`There is no lane for ${draft.feed}.`);
    return { message: { ...draft, seq: 1, at: options.wallMs, vendor: 'ringcentral' }, lane, problems };
  },
};
