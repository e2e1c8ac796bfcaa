import type { RunCommandInput } from '../../run/command.ts';
import type { Control } from '../control.ts';
import { operation } from '../operation.ts';
import { ControlProblem } from '../problem.ts';
import { advanceBody, runSchema, speedBody } from '../schema/run.ts';
import { formatDuration } from '../../lib/duration.ts';
import { viewRun } from '../view/run.ts';

const steering = {
  tag: 'Run',
  method: 'post',
  answer: runSchema,
  refusals: ['no-run', 'run-over'],
} as const;

/** The run as a whole: how it stands, and its pace. What changes it stands in the records as a command. */
export const runOperations = [
  operation({
    id: 'getRun',
    tag: 'Run',
    method: 'get',
    path: '/v1/run',
    summary: 'The run as it stands: its state, its clock, its numbers.',
    answer: runSchema,
    refusals: ['no-run'],
    handle: (control) => viewRun(control.held),
  }),
  operation({
    ...steering,
    id: 'pauseRun',
    path: '/v1/run/pause',
    summary: 'Simulated time stands still. Commands still take effect.',
    handle: (control) => steer(control, { do: 'run.pause' }),
  }),
  operation({
    ...steering,
    id: 'resumeRun',
    path: '/v1/run/resume',
    summary: 'Simulated time goes on.',
    handle: (control) => steer(control, { do: 'run.resume' }),
  }),
  operation({
    ...steering,
    id: 'setSpeed',
    path: '/v1/run/speed',
    summary: 'Another pace: a speed of simulated time, or a rate of messages.',
    body: speedBody,
    handle: (control, { body }) =>
      steer(
        control,
        'speed' in body ? { do: 'pace.speed', speed: body.speed } : { do: 'pace.rate', rate: body.rate },
      ),
  }),
  operation({
    ...steering,
    id: 'advanceRun',
    path: '/v1/run/advance',
    summary: 'Plays some simulated time as fast as it goes, then goes on as before.',
    description:
      'Answers when all of it was played; while the run is paused, when its messages have ended, too.',
    body: advanceBody,
    handle: (control, { body }) => steer(control, { do: 'run.advance', by: formatDuration(body.by) }),
  }),
  operation({
    ...steering,
    id: 'playNext',
    path: '/v1/run/next',
    summary: 'Plays up to the next event of the centre, as fast as it goes, then goes on as before.',
    description:
      'For a run that is paused. With nothing in store, and while nothing happens for long, it answers all the same.',
    handle: playNext,
  }),
  operation({
    ...steering,
    id: 'stopRun',
    path: '/v1/run/stop',
    summary: 'Nothing more is rendered; what is on its way still ends. Answers at once.',
    handle: (control) => steer(control, { do: 'run.stop' }),
  }),
];

/** Steps in which nothing happens are passed over, but not without end. */
const mostSteps = 200;

async function playNext(control: Control) {
  const held = control.live;
  const { run } = held;
  const before = run.summary().events;
  for (let steps = 0; steps < mostSteps && run.summary().events === before; steps++) {
    const { simulatedMs, nextMs } = run.clock;
    if (!Number.isFinite(nextMs) || run.state === 'over') break;
    const by = formatDuration(Math.max(1, nextMs - simulatedMs));
    await steer(control, { do: 'run.advance', by });
  }
  return viewRun(held);
}

async function steer(control: Control, command: RunCommandInput) {
  const held = control.live;
  const { outcome, reason } = await held.run.command(command, { source: 'api' });
  if (outcome === 'refused') throw new ControlProblem('run-over', reason ?? 'It was refused.');
  return viewRun(held);
}
