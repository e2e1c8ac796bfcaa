import type { ReceiverBench } from '../../bench.ts';
import { broken, held, notSeen, type Demand } from '../../demand.ts';
import { sections } from './sections.ts';

const plain = notSeen('The address is plain HTTP.', 'Give the https: address with --url.');

/** How receivers are reached. */
export const tlsDemands: readonly Demand<ReceiverBench>[] = [
  {
    id: 'tls.version',
    title: 'TLS 1.2 or higher is spoken, without a client certificate unless one was agreed',
    section: sections.validation,
    level: 'required',
    async look(bench) {
      if (bench.url.protocol !== 'https:') return plain;
      const { error, protocol } = await bench.alone(() => bench.shakeHands());
      return error === null ? held(`It was ${protocol}.`) : broken(`There was no handshake (${error}).`);
    },
  },
  {
    id: 'tls.chain',
    title: "The server's certificate can be verified",
    section: sections.validation,
    level: 'required',
    async look(bench) {
      if (bench.url.protocol !== 'https:') return plain;
      const { error, distrust } = await bench.alone(() => bench.shakeHands());
      if (error !== null) return notSeen(`There was no handshake (${error}).`);
      return distrust === null
        ? held('It leads to an authority that is trusted.')
        : broken(
            `It cannot be trusted (${distrust}).`,
            'Give the authority with --ca, or correct the certificate.',
          );
    },
  },
];
