import { plainText } from '../../lib/plain-text.ts';
import type { Paint } from '../../record/report/paint.ts';
import type { CheckReport, Judged, Verdict } from './report.ts';

const words: Readonly<Record<Verdict, string>> = {
  held: 'held    ',
  broken: 'BROKEN  ',
  warned: 'warned  ',
  skipped: 'skipped ',
  'not seen': 'not seen',
};
/** As long as most ids are. */
const idWidth = 23;
const indent = ' '.repeat(words.held.length + 1);

/** One demand for a person: its verdict, whose page says so, and the evidence below. */
export function formatJudged(judged: Judged, paint: Paint): string[] {
  const { id, title, section, evidence, verdict } = judged;
  const shade = verdict === 'held' ? paint.dim : (text: string): string => text;
  return [
    `${markOf(judged, paint)} ${paint.bold(id.padEnd(idWidth))} ${title}`,
    ...evidence.map((text) => shade(`${indent}${plainText(text)}`)),
    ...(needsSection(judged) ? [paint.dim(`${indent}(${section})`)] : []),
  ];
}

/** What was looked at and what came of it, in a line or two at the end. */
export function formatEnd({ counts, verdict, interrupted, demands }: CheckReport, paint: Paint): string[] {
  const { held, broken, warned, skipped, notSeen, questions } = counts;
  const parts = [
    `${held} held`,
    broken > 0 ? `${broken} BROKEN` : '',
    warned > 0 ? `${warned} warned` : '',
    skipped > 0 ? `${skipped} skipped` : '',
    notSeen > 0 ? `${notSeen} not seen` : '',
    questions > 0 ? `${questions} ${questions === 1 ? 'question' : 'questions'} for you` : '',
  ];
  const line = parts.filter((part) => part !== '').join(', ');
  const broke = demands.filter((one) => one.verdict === 'broken').map(({ id }) => id);
  return [
    ...(interrupted ? ['Ended before every demand was looked at.'] : []),
    verdict === 'held' ? paint.good(line) : paint.bad(line),
    ...(broke.length > 0 ? [`Again, these alone: --only ${broke.join(',')}`] : []),
  ];
}

function markOf({ verdict, level }: Judged, paint: Paint): string {
  if (level === 'question' && verdict === 'not seen') return paint.bold('question');
  const word = words[verdict];
  if (verdict === 'held') return paint.good(word);
  return verdict === 'broken' ? paint.bad(word) : paint.bold(word);
}

/** Where it says so matters to whoever has to mend it, or to answer. */
function needsSection({ verdict, level }: Judged): boolean {
  return verdict === 'broken' || verdict === 'warned' || (level === 'question' && verdict === 'not seen');
}
