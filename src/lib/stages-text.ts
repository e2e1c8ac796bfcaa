import { parseDuration } from './duration.ts';
import { sendsSomething, type LoadStage } from './pace.ts';

/** What is wrong with stages that ask for nothing. */
export const nothingSent = 'No stage sends anything. Give one of them a rate above 0.';

/** The most that a stage may ask for. */
const mostPerSec = 1_000_000;

/**
 * Reads stages such as `0..1000/30s,1000/5m`, with commas or line breaks between them: a rate or two, and for how long. `30s:1000`, as k6 has it, goes
 * within so long from the rate before to that one. Returns what is wrong with each that is none.
 */
export function readStages(text: string): {
  readonly stages: readonly LoadStage[];
  readonly problems: readonly string[];
} {
  const stages: LoadStage[] = [];
  const problems: string[] = [];
  const parts = text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  for (const part of parts) {
    const stage = readStage(part, stages.at(-1)?.ratePerSec ?? 0);
    if (typeof stage === 'string') problems.push(stage);
    else stages.push(stage);
  }
  if (parts.length === 0) problems.push(`There is no stage in it. ${howToWrite}`);
  if (problems.length === 0 && !sendsSomething(stages)) problems.push(nothingSent);
  return { stages, problems };
}

const howToWrite = 'Write a rate and a length of time, such as 1000/5m, or 0..1000/30s to get there evenly.';

function readStage(text: string, before: number): LoadStage | string {
  const own = /^(?:([\d.]+)\.\.)?([\d.]+)\/(\S+)$/.exec(text);
  const k6 = /^([^\s/:]+):([\d.]+)$/.exec(text);
  if (own === null && k6 === null) return `"${text}" is not a stage. ${howToWrite}`;
  const [from, rate, length] =
    own === null ? [before, Number(k6?.[2]), k6?.[1]] : [readFrom(own[1]), Number(own[2]), own[3]];
  const forMs = parseDuration(length ?? '');
  if (forMs === undefined || forMs === 0)
    return `"${length}" of the stage "${text}" is not a length of time. Write a number and a unit, such as 90s or 5m.`;
  const wrong = [from, rate].find((one) => one !== undefined && !(one >= 0 && one <= mostPerSec));
  if (wrong !== undefined)
    return `The stage "${text}" has a rate that is none. Write messages a second, from 0 to ${mostPerSec}.`;
  return { ratePerSec: rate, forMs, ...(from !== undefined && from !== rate && { fromPerSec: from }) };
}

function readFrom(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
