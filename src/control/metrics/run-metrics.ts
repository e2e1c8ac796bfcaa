import { Counter, Gauge, type Registry } from 'prom-client';
import { countEnded, type FeedSummary } from '../../record/feed-summary.ts';
import type { Summary } from '../../record/summary.ts';
import { timeKeys, timeMeanings } from '../../record/figures/times.ts';
import type { Run, RunState } from '../../run/handle.ts';
import type { Control } from '../control.ts';
import { boundsMs, Durations } from './durations.ts';

const states: readonly RunState[] = ['waiting', 'running', 'paused', 'draining', 'over'];
const feedLabels = ['vendor', 'feed'] as const;

/** Adds what there is to tell of phoney and its run: folds of the record, and what is open now. */
export function addRun(registry: Registry, { version, current }: Pick<Control, 'version' | 'current'>): void {
  const registers = [registry];
  new Gauge({ name: 'phoney_info', help: 'The version of phoney.', labelNames: ['version'], registers }).set(
    { version },
    1,
  );
  if (current === undefined) return;
  const { run, ordinal } = current;
  const summary = run.summary();
  const gauge = (name: string, help: string, value: number): void =>
    new Gauge({ name, help, registers }).set(value);
  gauge('phoney_run', 'Which run it is, 1 for the first.', ordinal);
  gauge(
    'phoney_simulated_time_seconds',
    'Simulated time, in seconds since 1970.',
    run.clock.simulatedMs / 1000,
  );
  new Counter({ name: 'phoney_centre_events_total', help: 'Events of the centre.', registers }).inc(
    summary.events,
  );
  new Counter({
    name: 'phoney_commands_refused_total',
    help: 'Commands of the scenario that had no effect.',
    registers,
  }).inc(summary.refusedCommands);
  const state = new Gauge({
    name: 'phoney_run_state',
    help: '1 for the state of the run.',
    labelNames: ['state'],
    registers,
  });
  for (const one of states) state.set({ state: one }, one === run.state ? 1 : 0);
  addRate(registry, summary);
  addFeeds(registry, summary);
  addDurations(registry, run);
  addFaults(registry, summary);
  addOpen(registry, run);
}

/** Of a run at a rate; another has none of it. */
function addRate(registry: Registry, { load }: Summary): void {
  if (load === null) return;
  const registers = [registry];
  new Counter({
    name: 'phoney_requested_total',
    help: 'Messages that the rate asked for while it was played.',
    registers,
  }).inc(load.requested);
  new Counter({
    name: 'phoney_offered_total',
    help: 'Messages of the rate that became due and were rendered.',
    registers,
  }).inc(load.offered);
}

function addFeeds(registry: Registry, { feeds }: Summary): void {
  const counter = <Label extends string = never>(name: string, help: string, ...labels: readonly Label[]) =>
    new Counter({ name, help, labelNames: [...feedLabels, ...labels], registers: [registry] });
  const rendered = counter('phoney_messages_rendered_total', 'Messages that were rendered.');
  const copied = counter('phoney_messages_copied_total', 'Messages sent once more on purpose.');
  const ended = counter('phoney_messages_total', 'Messages that have ended, by outcome.', 'outcome');
  const open = new Gauge({
    name: 'phoney_messages_open',
    help: 'Messages without an outcome yet.',
    labelNames: feedLabels,
    registers: [registry],
  });
  const attempts = counter('phoney_attempts_total', 'Attempts.');
  const retried = counter('phoney_retries_total', 'Attempts beyond the first of a message.');
  const sent = counter('phoney_sent_total', 'Messages whose first attempt has ended.');
  const late = counter('phoney_late_total', 'Messages that left later after they were due than is in time.');
  const statuses = counter('phoney_answers_total', 'Complete answers of receivers, by status.', 'status');
  const errors = counter('phoney_attempt_errors_total', 'Attempts that did not deliver, by error.', 'error');
  const bytes = counter('phoney_body_bytes_total', 'Bytes of the bodies of requests that were answered.');
  for (const [name, feed] of Object.entries(feeds)) {
    const labels = labelsOf(name);
    rendered.inc(labels, feed.rendered);
    copied.inc(labels, feed.copied);
    for (const [outcome, count] of outcomesOf(feed)) ended.inc({ ...labels, outcome }, count);
    open.set(labels, feed.rendered + feed.copied - countEnded(feed));
    attempts.inc(labels, feed.attempts);
    retried.inc(labels, feed.retried);
    sent.inc(labels, feed.sent);
    late.inc(labels, feed.late);
    bytes.inc(labels, feed.bodyBytes);
    for (const [status, count] of Object.entries(feed.statuses)) statuses.inc({ ...labels, status }, count);
    for (const [error, count] of Object.entries(feed.errors)) errors.inc({ ...labels, error }, count);
  }
}

function addDurations(registry: Registry, run: Run): void {
  const feeds = [...run.buckets(boundsMs)];
  for (const key of timeKeys) {
    const durations = new Durations(
      registry,
      `phoney_${key}_seconds`,
      `Of deliveries, ${timeMeanings[key]}.`,
    );
    for (const [name, buckets] of feeds) durations.count(labelsOf(name), buckets[key]);
  }
}

function addFaults(registry: Registry, { faults }: Summary): void {
  const touched = new Counter({
    name: 'phoney_fault_touches_total',
    help: 'How often a fault of the scenario touched something.',
    labelNames: ['fault', 'kind'],
    registers: [registry],
  });
  for (const [fault, { kind, touched: count }] of Object.entries(faults)) {
    touched.inc({ fault, kind }, count);
  }
}

function addOpen(registry: Registry, run: Run): void {
  const registers = [registry];
  const backlog = new Gauge({
    name: 'phoney_backlog_messages',
    help: 'Messages that wait, are in flight, or pause before a retry.',
    labelNames: feedLabels,
    registers,
  });
  const connections = new Gauge({
    name: 'phoney_connections',
    help: 'Connections to receivers.',
    labelNames: feedLabels,
    registers,
  });
  for (const { vendor, feed, messages, connections: count } of run.lanes()) {
    backlog.set({ vendor, feed }, messages);
    connections.set({ vendor, feed }, count);
  }
  const clients = new Gauge({
    name: 'phoney_hub_clients',
    help: 'Clients that are connected to a hub.',
    labelNames: ['vendor'],
    registers,
  });
  for (const { vendor, inbound } of run.dialects) {
    if (inbound?.hub !== undefined) clients.set({ vendor }, run.servers?.clients(vendor).length ?? 0);
  }
}

function labelsOf(name: string): Record<'vendor' | 'feed', string> {
  const dot = name.indexOf('.');
  return { vendor: name.slice(0, dot), feed: name.slice(dot + 1) };
}

/** Each outcome by the name that it has in the record. */
function outcomesOf({ delivered, dropped, filtered, withheld, cutOff }: FeedSummary): [string, number][] {
  return Object.entries({ delivered, dropped, filtered, withheld, cut_off: cutOff });
}
