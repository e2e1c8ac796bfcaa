import { z } from 'zod';
import { InputError, StartError } from '../../lib/errors.ts';
import { loadScenario } from '../../scenario/index.ts';
import { guestsOf, type GuestSource } from '../../dialects/index.ts';
import type { Control, HeldRun } from '../control.ts';
import { operation } from '../operation.ts';
import { ControlProblem } from '../problem.ts';
import { runSchema, startQuery } from '../schema/run.ts';
import { viewRun } from '../view/run.ts';

const starting = {
  tag: 'Run',
  method: 'post',
  query: startQuery,
  status: 201,
  answer: runSchema,
} as const;

/** Runs that are begun over the network; `phoney serve` only. */
export const scenarioOperations = [
  operation({
    ...starting,
    id: 'startScenario',
    path: '/v1/scenarios',
    summary: 'Plays a scenario: JSON, or YAML as in a file.',
    description: 'Paths in it start at the working directory of the server. 409 while a run is under way.',
    body: z.string().describe('The text of a scenario; its keys are in schema/scenario.schema.json.'),
    describedBody: z.looseObject({}).describe('A scenario; its keys are in schema/scenario.schema.json.'),
    bodyForm: 'text',
    refusals: ['run-under-way', 'cannot-be-done'],
    handle: (control, { body, query }) =>
      begin(() =>
        control.start(
          loadScenario({ text: body, file: 'scenario' }, { guests: guestsOfRun(control) }),
          query,
        ),
      ),
  }),
  operation({
    ...starting,
    id: 'reset',
    path: '/v1/reset',
    summary: 'Ends the run at once, if it lasts, and plays the same scenario from the beginning.',
    refusals: ['no-run', 'run-under-way', 'cannot-be-done'],
    handle: (control, { query }) => begin(() => control.reset(query)),
  }),
];

/** A module is a program: no other is loaded than what the run has that there is. */
function guestsOfRun({ current }: Control): readonly GuestSource[] {
  return guestsOf(current?.run.scenario.targets ?? {}).map(({ source }) => source);
}

async function begin(start: () => Promise<HeldRun>) {
  try {
    return viewRun(await start());
  } catch (error) {
    if (error instanceof StartError) throw new ControlProblem('cannot-be-done', error.message);
    if (!(error instanceof InputError)) throw error;
    throw new ControlProblem(
      'invalid-input',
      'The scenario cannot be played as it is. Mend what problems lists.',
      {
        problems: error.problems,
      },
    );
  }
}
