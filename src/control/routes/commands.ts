import { parseDuration } from '../../lib/duration.ts';
import { InputError, type Problem } from '../../lib/errors.ts';
import type { CommandResult, RunCommandInput } from '../../run/command.ts';
import type { GivenCommand, Run } from '../../run/handle.ts';
import { operation } from '../operation.ts';
import { ControlProblem } from '../problem.ts';
import { commandResults, commandsBody, commandsQuery, describedCommands } from '../schema/commands.ts';
import { formatTime } from '../schema/fields.ts';

/** Whatever may be asked of a run while it lasts. */
export const commandOperations = [
  operation({
    id: 'giveCommands',
    tag: 'Run',
    method: 'post',
    path: '/v1/commands',
    summary: 'Asks something of the centre, the pace or the run: one command, or several in their order.',
    description: [
      'When any of them cannot be understood, none is given (422). Otherwise the answer, 200, says of each what came of it:',
      '`done`, `refused` with the reason (a refusal is an answer like others: the centre could not do it then), or `placed`',
      'when its time is still to come. What came of a placed one stands in the records; with `wait=true` the answer waits for it.',
    ].join(' '),
    query: commandsQuery,
    body: commandsBody,
    describedBody: describedCommands,
    answer: commandResults,
    refusals: ['no-run', 'run-over'],
    handle: async (control, { query, body }) => {
      const { run } = control.live;
      const isOne = !Array.isArray(body);
      const given = (isOne ? [body] : body).map(({ at, ...command }) => ({ at, command }));
      const commands = given.map(({ at, command }) => ({ command, atMs: readAt(at, run.clock.simulatedMs) }));
      const misplaced = commands.flatMap(({ atMs }, index) =>
        atMs === 'unclear' ? [{ path: `[${index}].at`, message: explainAt(given[index]?.at ?? '') }] : [],
      );
      const clear = commands.map(({ command, atMs }) => ({
        command,
        atMs: atMs === 'unclear' ? undefined : atMs,
      }));
      const problems = [...misplaced, ...run.check(clear)];
      if (problems.length > 0) {
        throw new ControlProblem('invalid-input', 'No command was given. Mend what problems lists.', {
          problems: isOne ? problems.map(withoutIndex) : problems,
        });
      }
      const answers: ReturnType<typeof give>[] = [];
      for (const one of clear) {
        const answer = give(run, one, query.wait === true);
        answers.push(answer);
        // What comes after it is meant for the instant to which it moves.
        if ((one.command as { readonly do?: unknown }).do === 'run.advance') await answer;
      }
      return { results: await Promise.all(answers) };
    },
  }),
];

/** Simulated epoch ms; `undefined` means at once. */
function readAt(at: string | undefined, nowMs: number): number | undefined | 'unclear' {
  if (at === undefined) return undefined;
  const afterMs = at.startsWith('+') ? parseDuration(at.slice(1)) : undefined;
  if (afterMs !== undefined) return nowMs + afterMs;
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(at);
  const ms = isInstant ? Date.parse(at) : Number.NaN;
  return Number.isNaN(ms) ? 'unclear' : ms;
}

function explainAt(at: string): string {
  return `"${at.slice(0, 60)}" is not a time. Write an instant with its offset, such as 2026-03-02T08:05:00Z, or +10m for so long from now.`;
}

function withoutIndex({ path = '', message }: Problem): Problem {
  return { path: path.replace(/^\[0\]\.?/, ''), message };
}

async function give(run: Run, { command, atMs }: GivenCommand, waits: boolean) {
  let id = '';
  const options = {
    source: 'api',
    onAccepted: (accepted: string) => void (id = accepted),
    ...(atMs !== undefined && { atMs }),
  } as const;
  const given = command as RunCommandInput;
  const done = run.command(given, options);
  const isToCome = !run.hasBegun || (atMs !== undefined && atMs > run.clock.simulatedMs);
  if (waits || !isToCome) return viewResult(await done.catch(refuse));
  // Whoever broke the run is told by its result.
  done.catch(() => undefined);
  const nothingYet = { at: null, reason: null, contactId: null, events: [] };
  return { id, do: given.do, outcome: 'placed' as const, ...nothingYet };
}

/** Somebody else may have ended the run, or what a name stood for, since the commands were checked. */
function refuse(error: unknown): never {
  if (!(error instanceof InputError)) throw error;
  throw new ControlProblem('invalid-input', error.message, { problems: error.problems });
}

function viewResult({ id, do: what, atMs, outcome, reason, contactId, events }: CommandResult) {
  return {
    id,
    do: what,
    at: formatTime(atMs),
    outcome,
    reason,
    contactId,
    events: events.map((event) => ({ ...event, at: formatTime(event.at) })),
  };
}
