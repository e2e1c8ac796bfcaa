import { z } from 'zod';
import type { PlannedCertificate } from '../../channels/wire-plan.ts';
import { defineWireFault } from '../fault.ts';
import { oneOf } from '../one-of.ts';

/** Where `phoney certs --bad` puts each of them, below the folder of the good ones. */
const folders = {
  expired: 'bad/expired',
  not_yet_valid: 'bad/not-yet-valid',
  wrong_ca: 'bad/wrong-ca',
  wrong_eku: 'bad/wrong-eku',
  other_subject: 'bad/wrong-host',
} as const;

/** `wrong-host` is what phoney certs --bad calls the folder. */
const otherWords = {
  none_at_all: 'none',
  no_certificate: 'none',
  unknown_ca: 'wrong_ca',
  another_ca: 'wrong_ca',
  wrong_host: 'other_subject',
  wrong_subject: 'other_subject',
  another_subject: 'other_subject',
} as const;

const kinds = ['none', ...(Object.keys(folders) as (keyof typeof folders)[])] as const;

/** The vendor shows another certificate. */
export const certificate = defineWireFault({
  name: 'certificate',
  about: 'The request comes with another client certificate, or with none.',
  args: {
    shows: oneOf(kinds, otherWords)
      .optional()
      .describe(
        'One of those that phoney certs --bad makes, from the folder of the target’s own, or none at all. Default: wrong_ca, as of a renewal by the wrong authority.',
      ),
    folder: z
      .string()
      .min(1)
      .optional()
      .describe(
        'In place of shows: a folder with another client.pem and client-key.pem, such as a renewed one.',
      ),
  },
  plan: (args) => ({ certificate: planned(args) }),
  what: ({ shows, folder }) => folder ?? shows ?? 'wrong_ca',
  files: (args, resolve) => {
    const { folder } = args as { readonly folder?: string | undefined };
    return folder === undefined ? args : { ...args, folder: resolve(folder) };
  },
});

function planned({
  shows = 'wrong_ca',
  folder,
}: {
  readonly shows?: (typeof kinds)[number] | undefined;
  readonly folder?: string | undefined;
}): PlannedCertificate {
  if (folder !== undefined) return { shows: 'folder', folder };
  return shows === 'none' ? { shows } : { shows: 'below', folder: folders[shows] };
}
