import type { ReceiverSuite } from '../../demand.ts';
import { httpDemands } from './http.ts';
import { loadDemands } from './load.ts';

/** What ASAPP's pages demand of whoever receives its events, in the order in which it is looked at. */
export const asappDemands: ReceiverSuite = {
  whom: 'receiver',
  demands: [...httpDemands, ...loadDemands],
};
