import type { Message } from '../../channels/message.ts';
import { InputError, type Problem } from '../../lib/errors.ts';
import { sendSample } from '../../run/send-sample.ts';
import { untilEnded } from '../../run/until-ended.ts';
import { deliveryOf } from '../delivery-of.ts';
import { operation } from '../operation.ts';
import { ControlProblem } from '../problem.ts';
import { messageAnswer, messageBody, waitQuery } from '../schema/deliveries.ts';
import { viewDelivery } from '../view/delivery.ts';

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
    refusals: ['no-run', 'run-over'],
    handle: async ({ live }, { body: { vendor, eventType, overrides = {} }, query }) => {
      const { run } = live;
      const order = { vendor, eventType, overrides, ordinal: live.nextSample() };
      const asked = JSON.stringify({ vendor, eventType, overrides });
      let problems: readonly Problem[] = [];
      const send = async (): Promise<Message> => {
        const sample = await sendSample(run, order).catch(wordProblem);
        problems = sample.problems;
        live.byHand.note(run.clock.simulatedMs, `not in a scenario: POST /v1/messages ${asked}`);
        return sample.message;
      };
      const delivery = query.wait === true ? await untilEnded(run, send) : deliveryOf(run, await send());
      const warnings = problems.map(({ path = '', message: text }) => ({ path, message: text }));
      return { delivery: viewDelivery(delivery), warnings };
    },
  }),
];

function wordProblem(error: unknown): never {
  if (!(error instanceof InputError)) throw error;
  throw new ControlProblem('invalid-input', 'Nothing was sent. Mend what problems lists.', {
    problems: error.problems,
  });
}
