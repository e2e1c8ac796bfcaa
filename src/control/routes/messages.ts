import { randomInt } from 'node:crypto';
import { InputError, suggestNames } from '../../lib/errors.ts';
import type { Run } from '../../run/handle.ts';
import { awaitOutcome } from '../await-outcome.ts';
import { operation } from '../operation.ts';
import { ControlProblem } from '../problem.ts';
import { messageAnswer, messageBody, waitQuery } from '../schema/deliveries.ts';
import { viewDelivery } from '../view/delivery.ts';
import { find } from './deliveries.ts';

/** Single messages, whatever happens in the centre. */
export const messageOperations = [
  operation({
    id: 'sendMessage',
    tag: 'Deliveries',
    method: 'post',
    path: '/v1/messages',
    summary: "Sends one event of a vendor's type, valid unless overrides make it otherwise.",
    description:
      'As phoney trigger does, through the lane of the run: same address, same certificates, in the books.',
    query: waitQuery,
    body: messageBody,
    status: 201,
    answer: messageAnswer,
    refusals: ['no-run', 'run-over', 'cannot-be-done'],
    handle: async ({ live: { run, kept } }, { body, query }) => {
      const { vendor, eventType, overrides = {}, seed = randomInt(2 ** 47) } = body;
      const wish = { seed, at: run.clock.simulatedMs, overrides };
      const { draft, problems } = await sampleOf(run, vendor)(eventType, wish).catch(wordProblem);
      const { seq } = run.send({ ...draft, at: wish.at, vendor });
      if (query.wait === true) await awaitOutcome(run, kept.deliveries, seq);
      const warnings = problems.map(({ path = '', message }) => ({ path, message }));
      return { delivery: viewDelivery(find(kept.deliveries, seq)), warnings };
    },
  }),
];

function sampleOf({ dialects }: Run, vendor: string) {
  const names = dialects.map((dialect) => dialect.vendor);
  const dialect = dialects.find((one) => one.vendor === vendor);
  if (dialect === undefined) {
    const [near] = suggestNames(vendor, names);
    const hint =
      near === undefined ? `Its targets are ${names.join(', ') || 'none'}.` : `Did you mean ${near}?`;
    throw wordProblem(
      new InputError([{ path: 'vendor', message: `The scenario has no target "${vendor}". ${hint}` }]),
    );
  }
  if (dialect.sample !== undefined) return dialect.sample.bind(dialect);
  const advice = 'Its clients connect and subscribe: give a command that brings the event about.';
  throw new ControlProblem('cannot-be-done', `No single event of "${vendor}" can be sent. ${advice}`);
}

function wordProblem(error: unknown): never {
  if (!(error instanceof InputError)) throw error;
  throw new ControlProblem('invalid-input', 'Nothing was sent. Mend what problems lists.', {
    problems: error.problems,
  });
}
