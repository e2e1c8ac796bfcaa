import type { Output } from '../output.ts';
import type { Arrival } from '../../receiver/answer.ts';
import type { ReceiverCounts } from '../../receiver/receiver.ts';

/** How to print. */
export interface PrintFlags {
  readonly json?: boolean;
  /** The body of each request too. */
  readonly printJson?: boolean;
  readonly quiet?: boolean;
}

const maxLength = 100;

/** Prints each request in one line, and its body below it if wanted. */
export function printArrivals(
  output: Output,
  { json, printJson, quiet }: PrintFlags,
): (arrival: Arrival) => void {
  if (json === true) return (arrival) => output.result(formatJson(arrival, printJson === true));
  if (quiet === true) return () => undefined;
  return (arrival) => {
    output.result(formatArrival(arrival));
    if (printJson === true) output.result(formatBody(arrival));
  };
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

function formatJson(arrival: Arrival, withBody: boolean): string {
  const { eventId, eventType, valid, duplicate, status, problems, forwardError } = arrival;
  return JSON.stringify({
    type: 'event',
    eventId,
    eventType,
    valid,
    duplicate,
    status,
    ...(!valid && { problems }),
    ...(forwardError !== null && { forwardError }),
    ...(withBody && { body: readContents(arrival) }),
  });
}

/** What a request holds, as JSON on several lines; a text where it is neither JSON nor a form. */
export function formatBody(arrival: Arrival): string {
  const text = JSON.stringify(readContents(arrival), null, 2);
  return text
    .split('\n')
    .map((line) => `  ${makeHarmless(line)}`)
    .join('\n');
}

/** The value of a JSON body, or the fields of a form, in the body or in the query of a request without one. */
function readContents({ body, headers, path }: Arrival): unknown {
  if (body === '') return fieldsOf(path.split('?').slice(1).join('?'));
  if (String(headers['content-type']).startsWith('application/x-www-form-urlencoded')) return fieldsOf(body);
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}

function fieldsOf(form: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(form));
}

/** `09:30:01.250 activity agent_login 3fa8… rep-7 valid 200` */
export function formatArrival(arrival: Arrival): string {
  const { wallMs, feed, eventType, eventId, about, valid, duplicate, problems, status, forwardError } =
    arrival;
  const [first] = problems;
  const problem = first === undefined ? '' : `${first.path ?? ''} ${first.message}`.trim();
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return [
    new Date(wallMs).toISOString().slice(11, 23),
    ...[feed, eventType, eventId, about].map((text) => makePrintable(text ?? '-')),
    valid ? 'valid' : `INVALID: ${makePrintable(problem)}${more}`,
    ...(duplicate ? ['duplicate'] : []),
    status ?? 'no answer',
    ...(forwardError === null ? [] : [`NOT PASSED ON: ${makePrintable(forwardError)}`]),
  ].join(' ');
}

/** What a peer sent must not steer the terminal, nor fill it. */
function makePrintable(text: string): string {
  const plain = makeHarmless(text);
  return plain.length > maxLength ? `${plain.slice(0, maxLength)}…` : plain;
}

function makeHarmless(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
}
