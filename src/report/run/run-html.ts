import { explainError } from '../../record/explain-error.ts';
import { bookColumns, tellUnheld } from '../../record/report/report-text.ts';
import { count, formatMs, formatSeconds } from '../../record/report/wording.ts';
import { jsonBlock, markup, type Html } from '../html/escape.ts';
import { formatPage, type Section } from '../html/page.ts';
import { chart, suites, table } from '../html/parts.ts';
import { placeMarks } from './place-marks.ts';
import { suiteOnPage } from './run-cases.ts';
import { localTime } from './local-time.ts';
import type { RunReport } from './schema.ts';
import { stories } from './stories-html.ts';
import { aboutRun, loadRows, shareRows, tellRefused, timeRows, titleOf } from './tables.ts';

const nothing: Html = markup``;

/** A run's report as a page. */
export function formatRunHtml(report: RunReport): string {
  const { verdict, curves, series, day, timeZone, simulatedStart, failed, slowest } = report;
  const sections: (Section | undefined)[] = [
    { id: 'expectations', title: 'Expectations', body: suites([suiteOnPage(report)]) },
    { id: 'books', title: 'Books', body: books(report) },
    report.summary.load === null
      ? undefined
      : {
          id: 'load',
          title: 'Load',
          body: markup`${table('What was asked for, and what it took', ['', ''], loadRows(report))}${(tellUnheld(report) ?? []).map((sentence) => markup`<p>${sentence}</p>`)}`,
        },
    { id: 'times', title: 'Times', body: times(report) },
    report.shares === undefined
      ? undefined
      : { id: 'shares', title: 'Shares', body: ofShares(report.shares) },
    { id: 'rate', title: 'Rate', body: rate(report) },
    { id: 'answers', title: 'Statuses and errors', body: answers(report) },
    report.summary.refusedCommands === 0
      ? undefined
      : { id: 'refused', title: 'Refused commands', body: refused(report) },
    failed.length === 0
      ? undefined
      : { id: 'failed', title: 'Failed', body: stories(failed, timeZone, 'The first of each error.') },
    slowest.length === 0
      ? undefined
      : {
          id: 'slowest',
          title: 'Slowest',
          body: stories(slowest, timeZone, 'Of those that were delivered.'),
        },
    { id: 'day', title: "The centre's day", body: centreDay(report) },
  ];
  const startMs = Date.parse(simulatedStart);
  const simulated = series.simulated.map((at) => (at === null ? null : Date.parse(at)));
  return formatPage({
    title: titleOf(report),
    verdict: { passed: verdict === 'passed', word: verdict },
    about: aboutRun(report),
    sections: sections.filter((section) => section !== undefined),
    data: jsonBlock('data', {
      curves,
      series: { ...series, simulated },
      marks: placeMarks(report),
      day: {
        cellMs: day.cellMs,
        startMs,
        agents: day.agents.map(({ name, states }) => ({ name, states })),
        queues: day.queues.map(({ name, sizes }) => ({ name, sizes })),
      },
      timeZone,
    }),
  });
}

function books({ summary }: RunReport): Html {
  const columns = bookColumns(summary.books);
  const feeds = Object.entries(summary.feeds);
  const rows = [...feeds, ...(feeds.length > 1 ? [['all', { ...summary, ...summary.books }] as const] : [])];
  return table(
    'Books of each feed',
    ['feed', ...columns.map(({ head }) => head), 'attempts', 'retried', 'late', 'p50', 'p99'],
    rows.map(([name, feed]) => [
      name,
      ...columns.map(({ key }) => count(feed[key])),
      count(feed.attempts),
      count(feed.retried),
      count(feed.late),
      formatMs(feed.latencyMs.p50),
      formatMs(feed.latencyMs.p99),
    ]),
    { numbers: true },
  );
}

function times({ summary, curves }: RunReport): Html {
  const { head, rows } = timeRows(summary);
  const drawn =
    curves.latency.length === 0
      ? nothing
      : chart(
          'curves',
          'Times by percentile',
          'The time that so many percent did not exceed. Both axes are logarithmic: each step to the right is a tenth of those that are left.',
        );
  return markup`${table('Times of all messages', ['time', ...head], rows, { numbers: true })}${drawn}`;
}

function ofShares(shares: NonNullable<RunReport['shares']>): Html {
  const { head, rows, notes } = shareRows(shares);
  return markup`${table('Shares of the run', head, rows, { numbers: true })}${
    notes.length === 0
      ? nothing
      : markup`<ul>
          ${notes.map((note) => markup`<li>${note}</li>`)}
        </ul>`
  }`;
}

function rate(report: RunReport): Html {
  const { series, marks, timeZone } = report;
  if (series.offered.length === 0) return markup`<p>Nothing was sent.</p>`;
  const { commands, moreCommands, faults } = marks;
  const time = (at: string): string => localTime(Date.parse(at), timeZone ?? 'UTC');
  const ofCommands = table(
    'Commands',
    ['at (simulated)', 'command', 'from', 'outcome'],
    commands.map(({ at, do: what, source, outcome, reason }) => [
      time(at),
      what,
      source,
      reason === null ? outcome : `${outcome}: ${reason}`,
    ]),
  );
  const ofFaults = table(
    'Faults',
    ['fault', 'kind', 'from (simulated)', 'until', 'touched'],
    faults.map(({ name, kind, from, until, touched }) => [
      name,
      kind,
      time(from),
      until === null ? 'the end' : time(until),
      count(touched),
    ]),
  );
  return markup`${chart('rates', 'Messages a second over time', `Messages a second since the run began, in steps of ${formatSeconds(series.cellMs)}. Dashed lines are commands, shaded spans are faults.`)}
  ${
    faults.length === 0
      ? nothing
      : markup`<h3>Faults</h3>
          ${ofFaults}`
  }${
    commands.length === 0
      ? nothing
      : markup`<details>
          <summary>
            ${count(commands.length)}
            commands${moreCommands === 0 ? '' : ` (and ${count(moreCommands)} more)`}
          </summary>
          ${ofCommands}
        </details>`
  }`;
}

function answers({ statuses, summary }: RunReport): Html {
  const errors = Object.entries(summary.errors).sort(([, a], [, b]) => b - a);
  const ofErrors = table(
    'Errors',
    ['error', 'attempts', 'what it means'],
    errors.map(([error, times]) => [error, count(times), explainError(error) ?? '']),
  );
  const ofStatuses = table(
    'Statuses',
    ['status', 'attempts'],
    Object.entries(statuses).map(([status, times]) => [status, count(times)]),
    { numbers: true },
  );
  const none = markup`<p>No answer came.</p>`;
  return markup`${Object.keys(statuses).length === 0 ? none : ofStatuses}${
    errors.length === 0
      ? markup`<p>No attempt failed.</p>`
      : markup`<h3>Errors</h3>
          ${ofErrors}`
  }`;
}

function refused(report: RunReport): Html {
  return markup`<p>Commands that had no effect: ${count(report.summary.refusedCommands)}.</p>
    <ul>
      ${tellRefused(report).map((one) => markup`<li>${one}</li>`)}
    </ul>`;
}

const stateNames = ['available', 'allocated', 'on-contact', 'wrap-up', 'away', 'offline'] as const;

function centreDay({ day }: RunReport): Html {
  const { agents, moreAgents, queues, moreQueues } = day;
  if (agents.length === 0 && queues.length === 0) return markup`<p>No agent and no queue changed.</p>`;
  const keys = stateNames.map(
    (state) => markup`<li><span class="key ${state}"></span>${state.replace('-', ' ')}</li>`,
  );
  const more = (unlisted: number): string =>
    unlisted === 0 ? '' : ` ${count(unlisted)} more are not shown.`;
  const shares = table(
    'Time of each agent by state',
    ['agent', ...stateNames.map((state) => state.replace('-', ' '))],
    agents.map(({ name, lastedMs }) => [
      name,
      ...stateNames.map((state) => formatSeconds(lastedMs[state] ?? 0)),
    ]),
    { numbers: true },
  );
  const most = table(
    'Longest queues',
    ['queue', 'at most waiting'],
    queues.map(({ name, most: size }) => [name, count(size)]),
    { numbers: true },
  );
  const ofAgents = markup`<h3>Agents</h3>
    <ul class="about">
      ${keys}
    </ul>
    ${chart('agents', 'What agents did, over simulated time', `The state that lasted longest in each ${formatSeconds(day.cellMs)} of the day.${more(moreAgents)}`)}<output
      class="readout"
      id="agents-readout"
    ></output>
    <details>
      <summary>Time of each agent by state</summary>
      ${shares}
    </details>`;
  const ofQueues = markup`<h3>Queues</h3>
    ${chart('queues', 'Contacts that wait, over simulated time', `How many waited at most, in steps of ${formatSeconds(day.cellMs)}.${more(moreQueues)}`)}
    <details>
      <summary>Longest queues</summary>
      ${most}
    </details>`;
  return markup`${agents.length === 0 ? nothing : ofAgents}${queues.length === 0 ? nothing : ofQueues}`;
}
