import type { Handshake, ReceiverBench } from '../../bench.ts';
import { broken, held, notSeen, type Demand, type Finding } from '../../demand.ts';
import { describeAnswer, isTaken } from './answers.ts';
import { makeEvent } from './events.ts';
import { securePage } from './sections.ts';

const section = securePage;

/** Page: those of TLS 1.3 among its suites, and their equivalents. */
const suites = ['TLS_AES_256_GCM_SHA384', 'TLS_AES_128_GCM_SHA256', 'TLS_CHACHA20_POLY1305_SHA256'];
/** Page: "300 seconds is sufficient". */
const sessionSeconds = 300;

/** How the endpoint speaks TLS. */
export const tlsDemands: readonly Demand<ReceiverBench>[] = [
  {
    id: 'tls.version-1.3',
    title: 'TLS 1.3 is spoken',
    section,
    level: 'required',
    look: async (bench) => {
      if (bench.url.protocol !== 'https:')
        return broken(
          `The address is plain HTTP: ${bench.url.origin}.`,
          'Switch TLS on, and give the https: address with --url.',
        );
      const { error, cipherSuite } = await bench.alone(() => bench.shakeHands({ tls: 'TLSv1.3' }));
      return error === null
        ? held(`The suite is ${cipherSuite}.`)
        : broken(`There was no handshake with TLS 1.3 (${error}).`, 'Switch TLS 1.3 on.');
    },
  },
  {
    id: 'tls.version-1.2',
    title: 'TLS 1.2 is refused',
    section,
    level: 'required',
    look: overTls(async (bench) => {
      const { error, protocol } = await bench.alone(() => bench.shakeHands({ tls: 'TLSv1.2' }));
      if (error === 'timeout') return broken('The handshake was neither answered nor refused.');
      return error === null
        ? broken(
            `A client that offers TLS 1.2 only was answered in ${protocol}.`,
            'Make TLS 1.3 the lowest version: minVersion in Node, ssl_protocols in nginx.',
          )
        : held(`The handshake was refused (${error}).`);
    }),
  },
  {
    id: 'tls.plain-http',
    title: 'Events over plain HTTP are not taken at that port',
    section,
    level: 'required',
    look: overTls(async (bench) => {
      const answer = await sendOnce(bench, { plain: true });
      if (answer.error === 'bad address')
        return notSeen('Nothing is sent over plain HTTP to another machine.');
      return isTaken(answer)
        ? broken(`An event over plain HTTP was taken: ${describeAnswer(answer)}.`)
        : held(`An event over plain HTTP got ${describeAnswer(answer)}.`);
    }),
  },
  {
    id: 'tls.cipher-suites',
    title: 'The cipher suite is one of those that the vendor names',
    section,
    level: 'required',
    look: overTls(async (bench) => {
      const spoken: string[] = [];
      for (const cipherSuite of suites) {
        const { error } = await bench.alone(() => bench.shakeHands({ tls: 'TLSv1.3', cipherSuite }));
        if (error === null) spoken.push(cipherSuite);
      }
      return spoken.length > 0
        ? held(`It speaks ${spoken.join(', ')}.`)
        : broken(`It speaks none of ${suites.join(', ')}.`, 'Switch one of them on.');
    }),
  },
  {
    id: 'tls.session-life',
    title: `TLS sessions are resumed for at most ${sessionSeconds} s`,
    section,
    level: 'advice',
    look: overTls(async (bench) => {
      const seconds = await bench.alone(() => bench.sessionSeconds());
      if (seconds === null) return held('It offers no session to resume.');
      return seconds <= sessionSeconds
        ? held(`A session is offered for ${seconds} s.`)
        : broken(`A session is offered for ${seconds} s; ${sessionSeconds} s are said to be enough.`);
    }),
  },
];

/** Looks where there is TLS at all; elsewhere that is told once, by the demand that TLS 1.3 is spoken. */
export function overTls(
  look: (bench: ReceiverBench, handshake: Handshake) => Promise<Finding>,
): (bench: ReceiverBench) => Promise<Finding> {
  return async (bench) => {
    if (bench.url.protocol !== 'https:') return notSeen('There is no TLS at this address.');
    const handshake = await bench.alone(() => bench.shakeHands());
    if (handshake.error === null) return look(bench, handshake);
    return notSeen(`No handshake came about (${handshake.error}). Mend that first: see tls.version-1.3.`);
  };
}

/** Sends an event over a connection of its own, the only one that there is meanwhile; again when there is no answer in time. */
export async function sendOnce(
  bench: ReceiverBench,
  manner: Parameters<ReceiverBench['connect']>[0],
): ReturnType<ReceiverBench['send']> {
  return bench.alone(async () => {
    const connection = bench.connect(manner);
    try {
      const answer = await connection.send(makeEvent(bench, 'queue_size_updated'));
      if (answer.error !== 'timeout' || bench.stop.aborted) return answer;
      return await connection.send(makeEvent(bench, 'queue_size_updated'));
    } finally {
      await connection.close();
    }
  });
}
