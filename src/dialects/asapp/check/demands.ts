import type { ReceiverSuite } from '../../demand.ts';
import { certificateDemands } from './certificate.ts';
import { clientDemands } from './client.ts';
import { deliveryDemands } from './delivery.ts';
import { formDemands } from './forms.ts';
import { httpDemands } from './http.ts';
import { loadDemands } from './load.ts';
import { questions } from './questions.ts';
import { tlsDemands } from './tls.ts';

/** What ASAPP's pages demand of whoever receives its events, in the order in which it is looked at. */
export const asappDemands: ReceiverSuite = {
  whom: 'receiver',
  demands: [
    ...tlsDemands,
    ...certificateDemands,
    ...clientDemands,
    ...httpDemands,
    ...formDemands,
    ...deliveryDemands,
    ...loadDemands,
    ...questions,
  ],
};
