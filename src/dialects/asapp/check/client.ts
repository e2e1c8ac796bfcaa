import type { BenchAnswer, ClientIdentity, ReceiverBench } from '../../bench.ts';
import { broken, held, notSeen, type Demand, type Finding } from '../../demand.ts';
import { describeAnswer, isTaken } from './answers.ts';
import { securePage } from './sections.ts';
import { overTls, sendOnce } from './tls.ts';

const section = securePage;

/** Whom the endpoint lets in, and whom it does not. */
export const clientDemands: readonly Demand<ReceiverBench>[] = [
  {
    id: 'client.good',
    title: "The vendor's client certificate is accepted",
    section,
    level: 'required',
    look: overTls(async (bench) => {
      const answer = await sendOnce(bench, { as: 'good' });
      const lack = bench.lacks('good');
      if (lack !== undefined) return broken(`A client without one got ${describeAnswer(answer)}.`, lack);
      if (answer.status !== null && !isForbidden(answer))
        return held(`It was answered: ${describeAnswer(answer)}.`);
      return broken(
        `A client that shows it got ${describeAnswer(answer)}.`,
        'Give the certificate of a client that your receiver lets in, with --cert and --key; or let your receiver trust its authority.',
      );
    }),
  },
  refuses('client.none', 'A client without a certificate is refused', 'no certificate'),
  refuses('client.unknown-ca', 'A certificate of an unknown authority is refused', 'unknown CA'),
  refuses('client.expired', 'A certificate that has expired is refused', 'expired'),
  refuses('client.not-yet-valid', 'A certificate that is not valid yet is refused', 'not yet valid'),
  refuses('client.usage', 'A certificate that is for servers (Extended Key Usage) is refused', 'wrong EKU'),
  {
    id: 'client.subject',
    title: "Do you check the identifier in the Subject of the vendor's certificate, as you may?",
    section,
    level: 'question',
    look: overTls(async (bench) => {
      if (bench.lacks('another Subject') !== undefined) return notSeen();
      const answer = await sendOnce(bench, { as: 'another Subject' });
      return notSeen(
        `A certificate of the same authority with another Subject got ${describeAnswer(answer)}.`,
      );
    }),
  },
];

function refuses(id: string, title: string, identity: ClientIdentity): Demand<ReceiverBench> {
  const look = overTls(async (bench) => {
    const lack = bench.lacks(identity);
    if (lack !== undefined) return notSeen(lack);
    // A receiver that nobody gets an answer of refuses nothing.
    const good = await sendOnce(bench, { as: 'good' });
    if (good.status === null || isForbidden(good))
      return notSeen(
        `The good certificate got ${describeAnswer(good)}, too. Mend that first: see client.good.`,
      );
    return judgeRefusal(await sendOnce(bench, { as: identity }), good);
  });
  return { id, title, section, level: 'required', look };
}

/**
 * Page: mutual TLS, and no word on how a client is refused. In TLS 1.3 a refusal comes after the client's handshake: as an alert,
 * or as the end of the connection. A proxy that answers 4xx (nginx: 400) has not let anybody in either: our assumption.
 */
function judgeRefusal(answer: BenchAnswer, good: BenchAnswer): Finding {
  const { status, error } = answer;
  if (isTaken(answer))
    return broken(
      `An event that came with it was taken: ${describeAnswer(answer)}.`,
      'Have your TLS library ask for a certificate and insist on a good one: requestCert and rejectUnauthorized in Node, ssl_verify_client in nginx.',
    );
  if (error === 'timeout')
    return broken('The client was neither answered nor refused.', 'End the connection of who is not let in.');
  if (status === null) return held(`The connection ended without an answer (${error}).`);
  if (status === good.status)
    return notSeen(
      `The good certificate got the same answer: ${describeAnswer(answer)}. Mend that first: see http.status.`,
    );
  if (status >= 400 && status < 500)
    return held(`It was refused over HTTP, after TLS had let it in: ${describeAnswer(answer)}.`);
  return broken(
    `The client got ${describeAnswer(answer)}, which refuses nobody.`,
    'Refuse it in the handshake, or with 403.',
  );
}

/** Whether HTTP refuses the client rather than the event. nginx has 400 for it, with a page that says so. */
function isForbidden({ status, body }: BenchAnswer): boolean {
  if (status === 400) return /certificate/i.test(body);
  return status !== null && [401, 403, 495, 496].includes(status);
}
