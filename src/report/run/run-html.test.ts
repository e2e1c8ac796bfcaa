import { describe, expect, test } from 'vitest';
import { unnumbered } from '../../../test/kit/message.ts';
import type { CentreEvent } from '../../centre/model/event.ts';
import { Recorder } from '../../record/recorder.ts';
import type { RunHeader } from '../../record/run-header.ts';
import { formatAs } from '../forms.ts';
import { reportRun } from './reported.ts';
import { RunReportFold } from './run-report-fold.ts';

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 2, 2, 8);
const header: RunHeader = {
  type: 'run',
  format: 1,
  phoney: '0.1.0',
  scenario: 'day.yaml',
  seed: 1,
  startedAtMs: startMs,
  startedMonotonicMs: 0,
  simulatedStartMs: startMs,
  commands: Array.from({ length: 500 }, (_, nth) => ({ atMs: startMs + nth * 7000, do: 'agent.set-status' })),
};

/** The most that a run can say: everything differs, and all of it has to be escaped. */
function foldTheWorst(messages: number): RunReportFold {
  const fold = new RunReportFold(header);
  let nowMs = 0;
  const recorder = new Recorder([fold.add], () => nowMs);
  const states = ['available', 'allocated', 'on-contact', 'wrap-up'] as const;
  for (let nth = 0; nth < messages; nth++) {
    nowMs = (nth * hourMs) / messages;
    const at = Math.floor(startMs + nowMs);
    const [from, to] = [states[nth % 4], states[(nth + 1) % 4]];
    const who = { agentId: `agent-${nth % 97}`, queueId: `queue-${nth % 37}` };
    recorder.happened({ type: 'agent.state-changed', at, ...who, from, to } as unknown as CentreEvent);
    recorder.happened({ type: 'queue.size-changed', at, ...who, size: nth % 1009 } as unknown as CentreEvent);
    const message = recorder.rendered(unnumbered({ at, eventId: `event-${nth}`, body: '"<&>'.repeat(2000) }));
    const of = { messageSeq: message.seq, eventId: message.eventId, try: 1, dueMs: nowMs };
    const error = nth % 3 === 0 ? `error ${nth % 50}` : null;
    const finishedMs = nowMs + 1 + (nth % 1000);
    const answer = { status: error === null ? 200 : 400 + (nth % 100), answer: '<&>"'.repeat(64) };
    recorder.attempted(message, { ...of, queuedMs: nowMs, startedMs: nowMs, finishedMs, error, ...answer });
    nowMs = finishedMs;
    const outcome = error === null ? 'delivered' : 'dropped';
    recorder.ended(message, { messageSeq: message.seq, eventId: message.eventId, outcome, reason: error });
  }
  return fold;
}

describe('a report is as long as it can be, and no longer', () => {
  const few = reportRun(header, foldTheWorst(5000), undefined);
  const many = reportRun(header, foldTheWorst(50_000), undefined);

  test.each([
    ['html', 1_000_000],
    ['markdown', 100_000],
    ['junit', 100_000],
    ['json', 1_000_000],
  ] as const)('%s has less than %i bytes', (form, limit) => {
    const bytes = Buffer.byteLength(formatAs(form, many));
    expect(bytes).toBeLessThan(limit);
    expect(bytes).toBeLessThan(Buffer.byteLength(formatAs(form, few)) * 1.3);
  });
});
