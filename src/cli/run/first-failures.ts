import type { HttpMessage, Lane } from '../../channels/message.ts';
import { explainError } from '../../record/explain-error.ts';
import { gistOf } from '../../record/gist.ts';
import { hideSecretQuery } from '../../lib/address/secret-query.ts';
import type { RecordSink, RunRecord } from '../../record/record.ts';

/** More kinds than these are left to the report. */
const toldKinds = 8;
const longestUrl = 300;

/**
 * Tells the first failed attempt of each kind of error at once, and the first drop that no attempt explains: what, why, what
 * the receiver answered, and what to do. `laneOf` finds the delivery rules of a feed.
 */
export function tellFirstFailures(
  say: (lines: readonly string[]) => void,
  laneOf: (vendor: string, feed: string) => Lane | undefined,
): RecordSink {
  const told = new Set<string>();
  /** Open messages whose last try failed. What becomes of one is explained by that try. */
  const explained = new Set<number>();
  return (record) => {
    if (record.type === 'attempt' && record.attempt.error !== null) explained.add(record.message.seq);
    if (record.type === 'outcome' && explained.delete(record.message.seq)) return;
    const failure = failureIn(record);
    const kind = failure && `${failure.error} ${failure.faults?.join() ?? ''}`;
    if (failure === undefined || kind === undefined || told.has(kind) || told.size === toldKinds) return;
    told.add(kind);
    const { message, error, answer, detail, faults } = failure;
    const name = `${message.vendor}.${message.feed}`;
    const showsCertificate = hasCertificate(laneOf(message.vendor, message.feed));
    const why =
      faults === undefined
        ? explainError(error, { url: message.url, showsCertificate })
        : `The scenario did this to the attempt on purpose: ${faults.map((name) => `"${name}"`).join(' and ')}.`;
    say([
      `failed    ${name} ${message.eventType} at ${shortened(hideSecretQuery(message.url))}: ${error}`,
      ...(detail === undefined ? [] : [`          ${detail}`]),
      ...(answer === undefined ? [] : [`          The receiver answered: ${gistOf(answer)}`]),
      ...(why === undefined ? [] : [`          ${why}`]),
      ...(told.size === 1 ? ['          Others like it are only counted.'] : []),
    ]);
  };
}

/** A query may hold a whole message. */
function shortened(url: string): string {
  return url.length > longestUrl ? `${url.slice(0, longestUrl - 1)}…` : url;
}

function hasCertificate(lane: Lane | undefined): boolean {
  return (lane?.tls.cert ?? lane?.tls.pfx) !== undefined;
}

interface Failure {
  readonly message: HttpMessage;
  readonly error: string;
  readonly answer?: string | undefined;
  readonly detail?: string | undefined;
  /** What the scenario did to the attempt on purpose. */
  readonly faults?: readonly string[] | undefined;
}

function failureIn(record: RunRecord): Failure | undefined {
  if (record.type !== 'attempt' && record.type !== 'outcome') return undefined;
  const { message } = record;
  if (message.channel !== 'http') return undefined;
  if (record.type === 'attempt') {
    const { error, answer, detail, faults } = record.attempt;
    return error === null ? undefined : { message, error, answer, detail, faults };
  }
  const { outcome, reason } = record.outcome;
  return outcome === 'dropped' && reason !== null ? { message, error: reason } : undefined;
}
