import { expect, test } from 'vitest';
import type { CentreEvent } from '../../centre/model/event.ts';
import { Recorder } from '../../record/recorder.ts';
import type { RunEnd } from '../../record/run-end.ts';
import type { RunHeader } from '../../record/run-header.ts';
import { makeRunReport } from './run-report.ts';
import { RunReportFold } from './run-report-fold.ts';

const startMs = Date.UTC(2026, 2, 2, 8);
const at = startMs + 60_000;
const header: RunHeader = {
  type: 'run',
  format: 1,
  phoney: '0.1.0',
  scenario: 'day.yaml',
  seed: 1,
  startedAtMs: startMs,
  startedMonotonicMs: 0,
  simulatedStartMs: startMs,
  commands: ['agent.set-status', 'agent.set-status', 'contact.start'].map((what) => ({ atMs: at, do: what })),
};
const end: RunEnd = {
  type: 'end',
  atMs: startMs + 600_000,
  elapsedMs: 1000,
  verdict: 'passed',
  interrupted: false,
  expectations: [],
  agents: {},
  queues: {},
};

function reportOf(events: readonly object[], how: RunEnd | undefined) {
  const fold = new RunReportFold(header);
  const recorder = new Recorder([fold.add]);
  for (const event of events) recorder.happened(event as CentreEvent);
  return makeRunReport(header, fold, how);
}

test('as many commands are told to be refused as were, where several of one name came at once', () => {
  const command = 'agent.set-status';
  const refused = { type: 'command.refused', at, command, reason: 'She is gone.' };
  const { marks, summary } = reportOf([refused], end);
  expect(marks.commands.map(({ outcome }) => outcome)).toEqual(['refused', 'done', 'done']);
  expect(summary.refusedCommands).toBe(1);
});

test('the day of the centre lasts until the run ended, and not until the last event', () => {
  const change = { type: 'agent.state-changed', at, agentId: 'a', from: 'offline', to: 'available' };
  const [agent] = reportOf([change], end).day.agents;
  expect(agent).toMatchObject({ states: 'o60a540', lastedMs: { offline: 60_000, available: 540_000 } });
  expect(reportOf([change], undefined).day.agents[0]).toMatchObject({ lastedMs: { offline: 60_000 } });
});
