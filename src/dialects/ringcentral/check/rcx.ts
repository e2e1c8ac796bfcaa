import type { BenchAnswer, BenchRequest, ReceiverBench } from '../../bench.ts';
import { broken, held, type Demand, type Finding } from '../../demand.ts';
import type { WfmEvent } from '../wire.ts';
import { momentOf, samples } from './facts.ts';
import { sections } from './sections.ts';
import { describeAnswer, isTaken } from './send.ts';

/** Page: the answer to a validation. */
const validateWithinMs = 3000;
const mostBytes = 1024;
/** An answer that is late is a demand of its own. */
const patienceMs = 12_000;

const section = sections.validation;

/** What an agent-state subscription demands of its receiver. */
export const rcxDemands: readonly Demand<ReceiverBench>[] = [
  {
    id: 'rcx.token',
    title: 'The Validation-Token is echoed in a header',
    section,
    level: 'required',
    async look(bench) {
      // Twice: a changed address is validated again, with another token.
      for (const token of [bench.newId(), bench.newId()]) {
        const answer = await validate(bench, token);
        const echoed = answer.headers['validation-token'];
        if (answer.status === null || echoed !== token) return noToken(answer, token);
      }
      return held('Two validations had their own tokens back.');
    },
  },
  {
    id: 'rcx.status',
    title: 'A validation is answered with 200',
    section,
    level: 'required',
    async look(bench) {
      const answer = await validate(bench, bench.newId());
      if (answer.status === 200) return held('It was.');
      return broken(`It was answered with ${describeAnswer(answer)}.`, 'Another 2xx will not do.');
    },
  },
  {
    id: 'rcx.in-time',
    title: 'A validation is answered within 3000 ms',
    section,
    level: 'required',
    async look(bench) {
      const { status, tookMs, error } = await validate(bench, bench.newId());
      const mostMs = Math.min(validateWithinMs, bench.settings.timeoutMs);
      if (status === null && error !== 'timeout') return broken(`There was no answer (${error}).`);
      if (status !== null && tookMs <= mostMs) return held(`It took ${Math.ceil(tookMs)} ms.`);
      const took = status === null ? 'There was no answer' : `It took ${Math.ceil(tookMs)} ms`;
      return broken(`${took}; ${mostMs} ms are allowed.`, 'The subscription fails with SUB-525.');
    },
  },
  {
    id: 'rcx.size',
    title: 'The answer to a validation has at most 1024 bytes, headers and body',
    section,
    level: 'required',
    async look(bench) {
      const { status, bytes, error } = await validate(bench, bench.newId());
      if (status === null) return broken(`There was no answer (${error}).`);
      return bytes <= mostBytes
        ? held(`It had ${bytes} bytes.`)
        : broken(
            `It had ${bytes} bytes.`,
            'Answer with no body, and with few headers: the subscription fails with SUB-525.',
          );
    },
  },
  {
    id: 'rcx.notification',
    title: 'Notifications are taken: a POST of JSON for each change of state',
    section: sections.notifications,
    level: 'required',
    look(bench) {
      const of = samples(momentOf(bench));
      return judge(bench, [of.state('AVAILABLE'), of.engaged, of.state('LUNCH')]);
    },
  },
  {
    id: 'rcx.twice',
    title: 'A notification that comes again is taken',
    section: sections.notifications,
    level: 'advice',
    look(bench) {
      const facts = samples(momentOf(bench)).state('AWAY');
      return judge(bench, [facts, facts]);
    },
  },
];

function validate(bench: ReceiverBench, token: string): Promise<BenchAnswer> {
  return bench.send({ ...requestTo(bench), headers: { 'validation-token': token }, body: '' });
}

async function judge(bench: ReceiverBench, events: readonly WfmEvent[]): Promise<Finding> {
  for (const facts of events) {
    const headers = { 'content-type': 'application/json' };
    const answer = await bench.send({ ...requestTo(bench), headers, body: JSON.stringify(facts) });
    if (!isTaken(answer))
      return broken(
        `${facts.event_type}: ${describeAnswer(answer)}.`,
        'It has the fields of an agent-state event of WFM. What is not taken comes again, up to retryCount times.',
      );
  }
  return held(`All ${events.length} were taken.`);
}

function requestTo(bench: ReceiverBench): Omit<BenchRequest, 'headers' | 'body'> {
  const timeoutMs = Math.min(patienceMs, bench.settings.timeoutMs * 4);
  return { method: 'POST', url: bench.addressOf('subscriptions'), timeoutMs };
}

function noToken(answer: BenchAnswer, token: string): Finding {
  if (answer.status === null) return broken(`There was no answer: ${describeAnswer(answer)}.`);
  const echoed = answer.headers['validation-token'];
  return broken(
    echoed === undefined
      ? `The answer (${describeAnswer(answer)}) had no such header.`
      : `The token was ${token}, and the answer said ${echoed}.`,
    'Copy the header Validation-Token of the request to the answer. Without subscriptions: --skip rcx.',
  );
}
