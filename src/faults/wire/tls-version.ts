import { z } from 'zod';
import { defineWireFault } from '../fault.ts';

const versions = { '1.0': 'TLSv1', '1.1': 'TLSv1.1', '1.2': 'TLSv1.2', '1.3': 'TLSv1.3' } as const;
type Version = keyof typeof versions;

/** The vendor speaks another TLS than it says. */
export const tlsVersion = defineWireFault({
  name: 'tls_version',
  about: 'The request comes over that version of TLS, and no other is offered.',
  args: {
    version: z
      .preprocess(
        // TLSv1.2, as OpenSSL and Node say, is understood too.
        (given) => (typeof given === 'string' ? given.replace(/^TLS[ v]*/i, '') : given),
        // YAML reads 1.2 without quotes as a number.
        z.literal(['1.0', '1.1', '1.2', '1.3', 1, 1.1, 1.2, 1.3]),
      )
      .default('1.2')
      .transform((version) => (typeof version === 'number' ? version.toFixed(1) : version) as Version)
      .describe('Which. Default: 1.2.'),
  },
  plan: ({ version }) => ({ tlsVersion: versions[version] }),
  what: ({ version }) => version,
});
