import type { Operation } from './operation.ts';
import { centreOperations } from './routes/centre.ts';
import { commandOperations } from './routes/commands.ts';
import { deliveryOperations } from './routes/deliveries.ts';
import { healthOperations } from './routes/health.ts';
import { hubOperations } from './routes/hub.ts';
import { liveOperations } from './routes/live.ts';
import { metricsOperations } from './routes/metrics.ts';
import { messageOperations } from './routes/messages.ts';
import { recordOperations } from './routes/records.ts';
import { runOperations } from './routes/run.ts';
import { scenarioOperations } from './routes/scenarios.ts';

/** Everything that can be asked, in the order of the document. */
export const operations: readonly Operation[] = [
  ...healthOperations,
  ...runOperations,
  ...scenarioOperations,
  ...commandOperations,
  ...liveOperations,
  ...centreOperations,
  ...deliveryOperations,
  ...messageOperations,
  ...hubOperations,
  ...recordOperations,
  ...metricsOperations,
];
