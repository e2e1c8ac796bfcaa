import type { EngineMismatch } from '../engine/protocol.ts';
import { plainText } from '../../lib/plain-text.ts';
import type { ContractReport, InteractionOutcome, InteractionReport } from './report.ts';

/** How good and bad news look; plain text off a terminal. */
export interface ReportPaint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly dim: (text: string) => string;
}

const words: Readonly<Record<InteractionOutcome, string>> = {
  passed: 'ok     ',
  failed: 'FAILED ',
  pending: 'pending',
  unverified: 'NOT VERIFIED',
};

/** The report for a person: a line per interaction, what is wrong below it, and the count at the end. */
export function formatText(report: ContractReport, paint: ReportPaint): string[] {
  const lines = report.pacts.flatMap((pact) => [
    `${plainText(`${pact.consumer} -> ${pact.provider}`)} ${paint.dim(plainText(`(${pact.source})`))}`,
    ...(pact.notices ?? []).map((text) => paint.dim(`  notice: ${plainText(text)}`)),
    ...pact.interactions.flatMap((interaction) => formatInteraction(interaction, paint)),
  ]);
  for (const { source, reason } of report.skipped)
    lines.push(paint.dim(plainText(`skipped ${source}: ${reason}`)));
  for (const { source, ok, message } of report.published)
    lines.push(
      ok
        ? plainText(`published ${source}: ${message}`)
        : paint.bad(plainText(`NOT PUBLISHED ${source}: ${message}`)),
    );
  return [...lines, formatCounts(report, paint)];
}

function formatInteraction(interaction: InteractionReport, paint: ReportPaint): string[] {
  const { result, description, states, mismatches, incidents, answer, notes = [] } = interaction;
  const mark = (result === 'passed' ? paint.good : result === 'pending' ? paint.dim : paint.bad)(
    words[result],
  );
  const given = states.length > 0 ? paint.dim(` given ${plainText(states.join(' and '))}`) : '';
  return [
    `  ${mark} ${plainText(description)}${given}`,
    ...[...new Set(incidents.map(({ text }) => text)), ...mismatches.map(formatMismatch), answer ?? []]
      .flat()
      .map((text) => `          ${plainText(text)}`),
    ...notes.map((text) => paint.dim(`          note: ${plainText(text)}`)),
  ];
}

/** `body $.event_type: Expected …`. */
export function formatMismatch({ type, path, key, mismatch }: EngineMismatch): string {
  const part = type.replace(/(Type)?Mismatch$/, '').toLowerCase();
  const place = [part === 'noverdict' ? '' : part, path ?? key ?? ''].filter((text) => text !== '').join(' ');
  return place === '' ? mismatch : `${place}: ${mismatch}`;
}

function formatCounts({ counts, verdict }: ContractReport, paint: ReportPaint): string {
  const { inFiles, verified, failed, pending } = counts;
  const parts = [
    `${verified} of ${inFiles} interactions ${verdict === 'verified' ? 'verified' : 'checked'}`,
    failed > 0 ? `${failed} failed` : '',
    pending > 0 ? `${pending} pending` : '',
  ];
  const line = parts.filter((part) => part !== '').join(', ');
  return verdict === 'verified' ? paint.good(line) : paint.bad(line);
}
