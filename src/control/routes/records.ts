import type { ServerResponse } from 'node:http';
import type { Control, HeldRun } from '../control.ts';
import { operation } from '../operation.ts';
import { ControlProblem } from '../problem.ts';
import { eventText, formatEventId, parseEventId } from '../records/event-text.ts';
import type { RecordFilter } from '../records/filter.ts';
import { recordsQuery } from '../schema/records.ts';

/** The run's stream of facts. */
export const recordOperations = [
  operation({
    id: 'followRecords',
    tag: 'Records',
    method: 'get',
    path: '/v1/records',
    summary: 'Every record from now on, as server-sent events.',
    description: [
      'Events are named event, message, attempt, outcome and command; their data is a line as run --record writes it. Besides:',
      '`run` comes first and says which run it is; `gap` says how many records could no longer be given; `dropped` ends the',
      'stream of a reader that is too slow; `over` ends it when the run is over and everything was told. Whoever comes back with',
      'Last-Event-ID goes on behind that record; 204 when nothing is left to tell.',
    ].join(' '),
    query: recordsQuery,
    refusals: ['no-run', 'bad-request', 'too-many-readers'],
    stream: follow,
  }),
];

interface FollowInput {
  readonly query: RecordFilterInput;
  readonly lastEventId: string | undefined;
}

interface RecordFilterInput extends Omit<RecordFilter, 'type'> {
  readonly type?: NonNullable<RecordFilter['type']>[number] | RecordFilter['type'];
  readonly backlog?: boolean | undefined;
}

function follow(control: Control, { query, lastEventId }: FollowInput, response: ServerResponse): void {
  const { held } = control;
  const { backlog = false, type, ...rest } = query;
  const { records } = held.kept;
  const from = startOf(held, lastEventId, backlog);
  if (held.feed.isOver && lastEventId !== undefined && from >= records.last) {
    return void response.writeHead(204).end();
  }
  if (held.feed.isFull) {
    const why = `${held.feed.readerCount} readers follow the records already. End one of them, then try again.`;
    throw new ControlProblem('too-many-readers', why);
  }
  const types = type === undefined || Array.isArray(type) ? type : [type as NonNullable<typeof rest.vendor>];
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.write(`retry: 1000\n\n${introduce(held)}`);
  const missed = records.missedSince(from);
  const first = from + missed;
  if (missed > 0) {
    const id = { run: held.ordinal, position: first };
    response.write(eventText('gap', JSON.stringify({ missed, lastEventId: formatEventId(id) }), id));
  }
  held.feed.listen(response, first, { ...rest, type: types as RecordFilter['type'] });
}

/** Behind which position the reader is to begin. The records of another run are all behind it. */
function startOf({ ordinal, kept }: HeldRun, lastEventId: string | undefined, backlog: boolean): number {
  if (lastEventId === undefined) return backlog ? 0 : kept.records.last;
  const id = parseEventId(lastEventId);
  if (id === undefined) {
    const shown = lastEventId.slice(0, 60);
    throw new ControlProblem(
      'bad-request',
      `Last-Event-ID "${shown}" is not an id of this stream, such as 1-345.`,
    );
  }
  if (id.run !== ordinal) return 0;
  return Math.min(id.position, kept.records.last);
}

function introduce({ ordinal, run }: HeldRun): string {
  const { scenario, clock } = run;
  const facts = { run: ordinal, scenario: scenario.file, seed: scenario.seed };
  return eventText(
    'run',
    JSON.stringify({ ...facts, simulatedStart: new Date(clock.startMs).toISOString() }),
  );
}
