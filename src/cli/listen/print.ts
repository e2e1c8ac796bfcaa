import type { Output } from '../output.ts';
import type { Arrival } from '../../receiver/answer.ts';
import type { ReceiverCounts } from '../../receiver/receiver.ts';

/** How to print. */
export interface PrintFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const maxLength = 100;

/** Prints each request in one line. */
export function printArrivals(output: Output, { json, quiet }: PrintFlags): (arrival: Arrival) => void {
  if (json === true) return (arrival) => output.result(formatJson(arrival));
  if (quiet === true) return () => undefined;
  return (arrival) => output.result(formatArrival(arrival));
}

/** Prints the counts at the end. */
export function printCounts(output: Output, counts: ReceiverCounts, { json }: PrintFlags): void {
  if (json === true) return output.result(JSON.stringify({ type: 'counts', ...counts }));
  const { requests, events, duplicates, invalid, refused, statuses } = counts;
  output.result(
    `${requests} requests: ${events} events, ${duplicates} duplicates, ${invalid} invalid; ${refused} connections refused`,
  );
  const answered = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
  if (answered.length > 0) output.result(`answered ${answered.join(', ')}`);
}

function formatJson({ eventId, eventType, valid, duplicate, status, problems }: Arrival): string {
  const line = { type: 'event', eventId, eventType, valid, duplicate, status };
  return JSON.stringify(valid ? line : { ...line, problems });
}

/** `09:30:01.250 activity agent_login 3fa8… rep-7 valid 200` */
export function formatArrival(arrival: Arrival): string {
  const { wallMs, feed, eventType, eventId, about, valid, duplicate, problems, status } = arrival;
  const [first] = problems;
  const problem = first === undefined ? '' : `${first.path ?? ''} ${first.message}`.trim();
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return [
    new Date(wallMs).toISOString().slice(11, 23),
    ...[feed, eventType, eventId, about].map((text) => makePrintable(text ?? '-')),
    valid ? 'valid' : `INVALID: ${makePrintable(problem)}${more}`,
    ...(duplicate ? ['duplicate'] : []),
    status ?? 'no answer',
  ].join(' ');
}

/** What a peer sent must not steer the terminal, nor fill it. */
function makePrintable(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
  return plain.length > maxLength ? `${plain.slice(0, maxLength)}…` : plain;
}
