// As a whole: an older Node has no getCACertificates, and would stop here before it is told that it is too old.
import tls from 'node:tls';
import type { SecureContext, SecureVersion } from 'node:tls';
import type { Problem } from '../lib/errors.ts';
import type { TlsRules } from '../channels/message.ts';
import { loadPem } from './pem.ts';
import type { Environment } from './pem.ts';

/** What a lane needs to open TLS connections, or why it cannot. */
export interface LaneTls {
  /** Made on first use and kept: with the machine's own authorities it takes a tenth of a second. */
  readonly context: () => SecureContext;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** TLS 1.0 and 1.1 have none that OpenSSL still offers by itself. */
const oldCiphers = 'DEFAULT@SECLEVEL=0';

/**
 * Loads the files of `rules`. `wallMs`: epoch ms, to see what has expired. `only`: that version of TLS is spoken and no other, an
 * old one too.
 */
export function loadTls(rules: TlsRules, env: Environment, wallMs: number, only?: SecureVersion): LaneTls {
  const { problems, warnings, ...texts } = loadPem(rules, env, wallMs);
  let context: SecureContext | undefined;
  const makeContext = (): SecureContext =>
    (context ??= tls.createSecureContext({
      ...texts,
      ca: texts.ca ?? [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])],
      minVersion: only ?? rules.minVersion,
      ...(only !== undefined && { maxVersion: only, ciphers: oldCiphers }),
    }));
  if (problems.length > 0 || [texts.cert, texts.pfx, texts.ca].every((text) => text === undefined)) {
    return { context: makeContext, problems, warnings };
  }
  try {
    makeContext();
    return { context: makeContext, problems, warnings };
  } catch (error) {
    // What OpenSSL refuses beyond the checks above, such as a key that is too small.
    const { code, message } = error as NodeJS.ErrnoException;
    const file = rules.cert ?? rules.pfx ?? rules.ca ?? '';
    const problem = {
      file,
      message: `OpenSSL refuses this certificate: ${code ?? message}. Make another with \`phoney certs\`.`,
    };
    return { context: makeContext, problems: [problem], warnings };
  }
}
