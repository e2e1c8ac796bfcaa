import { secureTls } from '../../tls.ts';
import type { OneMessageVendor } from '../../vendor.ts';
import { asappConfig } from '../config.ts';
import { eventTypes } from '../event-types.ts';
import { createAsapp } from '../index.ts';
import { makeEvent } from './one-event.ts';

/** One event of this vendor at a time, for `phoney trigger`. */
export const asappOneMessage: OneMessageVendor = {
  eventTypes: Object.values(eventTypes).flat(),
  make(eventType, { tls, ...options }) {
    const { draft, problems } = makeEvent(eventType, options);
    const config = secureTls(asappConfig.parse({ raw: { url: 'https://localhost' } }), tls);
    const [lane] = createAsapp(config, options).lanes;
    if (lane === undefined) throw new Error('A raw target has one lane.');
    return {
      message: { ...draft, feed: lane.feed, seq: 1, at: options.wallMs, vendor: 'asapp' },
      lane,
      problems,
    };
  },
};
