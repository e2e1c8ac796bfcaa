import { countInStages } from '../../lib/pace.ts';
import type { LoadPlan } from '../../load/plan.ts';
import { count, countOf, formatSeconds } from '../../record/report/wording.ts';

/** What is going to be sent: `0 to 1 000/s in 30 s, 1 000/s for 5m: 315 000 messages in 5m30s`. */
export function describeLoad({ stages, forMs }: LoadPlan): string {
  const told = stages.map(({ fromPerSec, ratePerSec, forMs: lengthMs }) => {
    const length = formatSeconds(Math.min(lengthMs, forMs));
    if (fromPerSec === undefined) return `${rate(ratePerSec)} for ${length}`;
    return `${count(round(fromPerSec))} to ${rate(ratePerSec)} in ${length}`;
  });
  const messages = countOf(Math.ceil(countInStages(stages, forMs)), 'message');
  return `${told.join(', ')}: ${messages} in ${formatSeconds(forMs)}`;
}

function rate(perSec: number): string {
  return `${count(round(perSec))}/s`;
}

function round(perSec: number): number {
  return Number(perSec.toPrecision(4));
}
