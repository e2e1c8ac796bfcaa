import type { ClientSuite } from '../../demand.ts';
import { badDayDemands } from './bad-days.ts';
import { comingBackDemands } from './coming-back.ts';
import { connectingDemands } from './connecting.ts';
import { messageDemands } from './messages.ts';
import { questions } from './questions.ts';

/** What Enreach demands of the clients of its hub, in the order in which it is looked at. */
export const enreachDemands: ClientSuite = {
  whom: 'client',
  demands: [...connectingDemands, ...messageDemands, ...comingBackDemands, ...badDayDemands, ...questions],
};
