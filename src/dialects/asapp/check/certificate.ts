import type { ReceiverBench, ServerCertificate } from '../../bench.ts';
import { broken, held, type Demand, type Finding } from '../../demand.ts';
import { writeTime } from '../time.ts';
import { securePage } from './sections.ts';
import { overTls } from './tls.ts';

const section = securePage;

const serverAuth = '1.3.6.1.5.5.7.3.1';
const usageNames: Readonly<Record<string, string>> = {
  [serverAuth]: 'server authentication',
  '1.3.6.1.5.5.7.3.2': 'client authentication',
};
const leastRsaBits = 3072;
/** P-256 or stronger. */
const leastEcBits = 256;

/** What the server's own certificate has to be. */
export const certificateDemands: readonly Demand<ReceiverBench>[] = [
  {
    id: 'certificate.chain',
    title: "The server's certificate is valid now, for its host, and of an authority that is trusted",
    section,
    level: 'required',
    look: overTls(async (_bench, { distrust, certificate }) => {
      // What it may be used for is a demand of its own.
      if (distrust === null || distrust === 'INVALID_PURPOSE')
        return held(`${certificate?.subject} is signed by ${certificate?.issuer}.`);
      const [what, advice] = explainDistrust(distrust);
      return broken(`${what} (${distrust}).`, advice);
    }),
  },
  {
    id: 'certificate.usage',
    title: "The server's certificate is for server authentication only (Extended Key Usage)",
    section,
    level: 'required',
    look: ofCertificate(({ extendedKeyUsage: usage }) => {
      const names = usage.map((oid) => usageNames[oid] ?? oid).join(', ');
      if (usage.length === 1 && usage[0] === serverAuth) return held(`It is ${names}.`);
      const what = usage.length === 0 ? 'It has no Extended Key Usage.' : `It is ${names}.`;
      return broken(what, 'Have it made with serverAuth and nothing else.');
    }),
  },
  {
    id: 'certificate.life',
    title: "The server's certificate is valid for less than three years",
    section,
    level: 'required',
    look: ofCertificate(({ validFromMs, validToMs }) => {
      const end = new Date(validFromMs);
      end.setUTCFullYear(end.getUTCFullYear() + 3);
      const span = `It is valid from ${writeTime(validFromMs)} to ${writeTime(validToMs)}.`;
      return validToMs < end.getTime() ? held(span) : broken(span, 'Have it made for less than three years.');
    }),
  },
  {
    id: 'certificate.key',
    title: "The server's key is RSA of at least 3072 bits, or EC of at least 256",
    section,
    level: 'required',
    look: ofCertificate(({ key: { type, bits, curve } }) => {
      const what = `It is ${type.toUpperCase()}${curve === undefined ? '' : ` ${curve}`} of ${bits} bits.`;
      const isLong = (type === 'rsa' && bits >= leastRsaBits) || (type === 'ec' && bits >= leastEcBits);
      return isLong ? held(what) : broken(what, 'Have it made with a longer key, or one of these kinds.');
    }),
  },
];

function ofCertificate(judge: (certificate: ServerCertificate) => Finding) {
  return overTls(async (_bench, { certificate }) =>
    certificate === null ? broken('The server showed no certificate.') : judge(certificate),
  );
}

/** By OpenSSL's or Node's code: what is wrong, and what to do. */
const reasons: Readonly<Record<string, readonly [what: string, advice: string]>> = {
  CERT_HAS_EXPIRED: ['It has expired', 'Have a new one made.'],
  CERT_NOT_YET_VALID: ['It is not valid yet', 'Have a new one made, or set the clocks.'],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'It is for another host than the one in --url',
    'Have one made for that host, or call it by the name that the certificate has.',
  ],
};

function explainDistrust(code: string): readonly [what: string, advice: string] {
  return (
    reasons[code] ?? [
      'It is not of an authority that is trusted, or what stands between is missing',
      'Give the authority with --ca if it is one of your own; else let the server send its intermediate certificates, too.',
    ]
  );
}
