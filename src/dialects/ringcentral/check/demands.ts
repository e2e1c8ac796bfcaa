import type { ReceiverSuite } from '../../demand.ts';
import { questions } from './questions.ts';
import { rcxDemands } from './rcx.ts';
import { recordingDemands } from './recording.ts';
import { tlsDemands } from './tls.ts';
import { wfmAdvice, wfmDemands } from './wfm.ts';

/** What RingCentral's pages demand of whoever receives its events, in the order in which it is looked at. */
export const ringcentralDemands: ReceiverSuite = {
  whom: 'receiver',
  demands: [...tlsDemands, ...wfmDemands, ...recordingDemands, ...wfmAdvice, ...rcxDemands, ...questions],
};
