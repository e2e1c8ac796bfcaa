import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Control } from '../control.ts';
import { addRun } from './run-metrics.ts';

let ofProcess: Registry | undefined;

/** Of this process: CPU, memory, event loop, garbage collection. Measured from when they are first asked for. */
function processRegistry(): Registry {
  if (ofProcess !== undefined) return ofProcess;
  ofProcess = new Registry();
  collectDefaultMetrics({ register: ofProcess });
  return ofProcess;
}

/** All metrics in Prometheus's text format. Where there is no run yet, those of the process. */
export async function exposeMetrics(control: Control): Promise<string> {
  const registry = new Registry();
  addRun(registry, control);
  return Registry.merge([registry, processRegistry()]).metrics();
}
