import { InputError, suggestNames, type Problem } from '../lib/errors.ts';
import { lengthOfStages, type LoadStage, type PacePlan } from '../lib/pace.ts';
import { isShape, shapes, stagesOf } from './shapes.ts';
import { readStages } from '../lib/stages-text.ts';

/** What is asked of a load in words, by whoever starts it. */
export interface LoadWishes {
  /** Messages a second. */
  readonly ratePerSec?: number | undefined;
  readonly durationMs?: number | undefined;
  /** Stages, or the name of a shape. */
  readonly stages?: string | undefined;
}

/** When the messages of a load are due, and when it is over. */
export interface LoadPlan {
  readonly stages: readonly LoadStage[];
  /** Real time. */
  readonly forMs: number;
}

const usualDurationMs = 60_000;

/**
 * The plan of a load by what is wished, or else by the pace that its scenario has: `own`, absent where there is no scenario. Throws an
 * `InputError` with everything that is wrong with the wishes, or where neither says a rate.
 */
export function planLoad(wishes: LoadWishes, own?: PacePlan): LoadPlan {
  const { ratePerSec, durationMs, stages: text } = wishes;
  if (text !== undefined) return planStages(text, wishes);
  if (ratePerSec !== undefined) {
    const forMs = durationMs ?? usualDurationMs;
    return { stages: stagesOf('hold', ratePerSec, forMs), forMs };
  }
  if (own?.kind !== 'rate') throw new InputError(noRate(own));
  const forMs = durationMs ?? lengthOfStages(own.stages);
  return { stages: own.stages, forMs: Number.isFinite(forMs) ? forMs : usualDurationMs };
}

function planStages(text: string, { ratePerSec, durationMs }: LoadWishes): LoadPlan {
  const name = text.trim();
  if (isShape(name)) {
    if (ratePerSec === undefined)
      throw wrong(`"${name}" has no rate of its own. Give it one, such as --rate 1000.`);
    const forMs = durationMs ?? usualDurationMs;
    return { stages: stagesOf(name, ratePerSec, forMs), forMs };
  }
  if (/^[a-z][a-z -]*$/i.test(name)) throw wrong(unknownShape(name));
  const { stages, problems } = readStages(text);
  const found: Problem[] = problems.map((message) => ({ file: '--stages', message }));
  if (ratePerSec !== undefined || durationMs !== undefined) {
    const extra = [
      ...(ratePerSec === undefined ? [] : ['--rate']),
      ...(durationMs === undefined ? [] : ['--duration']),
    ];
    found.push({
      file: '--stages',
      message: `The stages have rates and lengths of their own. Leave out ${extra.join(' and ')}, or name a shape: ${Object.keys(shapes).join(', ')}.`,
    });
  }
  if (found.length > 0) throw new InputError(found);
  return { stages, forMs: lengthOfStages(stages) };
}

function unknownShape(name: string): string {
  const names = Object.keys(shapes);
  const [near] = suggestNames(name, names);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return `"${name}" is no shape that phoney knows.${hint} Name one of ${names.join(', ')}, or write stages, such as 0..1000/30s,1000/5m.`;
}

function wrong(message: string): InputError {
  return new InputError([{ file: '--stages', message }]);
}

function noRate(own: PacePlan | undefined): string {
  const why = own === undefined ? 'No rate is given' : 'The scenario has no rate';
  return `${why}. Say how many messages a second are to be sent, such as --rate 1000, or write --stages 0..1000/30s,1000/5m.`;
}
