import { Registry } from 'prom-client';
import { exposeMetrics } from '../metrics/expose.ts';
import { operation } from '../operation.ts';

/** The numbers of the run for those who collect them. */
export const metricsOperations = [
  operation({
    id: 'metrics',
    tag: 'Server',
    method: 'get',
    path: '/metrics',
    summary: 'The numbers of the run and of this process, for Prometheus.',
    description:
      'In its text format, 0.0.4. Counters and histograms are of the run that there is now, or was last: they begin anew with each.',
    text: { contentType: Registry.PROMETHEUS_CONTENT_TYPE, read: exposeMetrics },
  }),
];
