import { existsSync } from 'node:fs';
import path from 'node:path';
import type { TlsRules } from '../../message.ts';
import type { PlannedCertificate, WirePlan } from '../../wire-plan.ts';
import type { Problem } from '../../../lib/errors.ts';
import { loadTls, type LaneTls } from '../../../tls/client-context.ts';
import type { Environment } from '../../../tls/pem.ts';

/** What an attempt's TLS differs in. */
interface TlsPlan {
  readonly certificate?: WirePlan['certificate'] | undefined;
  readonly tlsVersion?: WirePlan['tlsVersion'] | undefined;
}

/** The TLS of a lane as plans want it, each made once. */
export class PlannedTls {
  readonly #rules: TlsRules;
  readonly #env: Environment;
  readonly #made = new Map<string, LaneTls>();

  constructor(rules: TlsRules, env: Environment) {
    this.#rules = rules;
    this.#env = env;
  }

  /** What connections are opened with; its problems say why they cannot be. `wallMs`: epoch ms. */
  load({ certificate, tlsVersion }: TlsPlan, wallMs: number): LaneTls {
    const key = JSON.stringify([certificate, tlsVersion]);
    const made = this.#made.get(key) ?? this.#make({ certificate, tlsVersion }, wallMs);
    this.#made.set(key, made);
    return made;
  }

  #make({ certificate, tlsVersion }: TlsPlan, wallMs: number): LaneTls {
    const rules = certificate === undefined ? this.#rules : showing(certificate, this.#rules);
    if ('message' in rules) return { ...loadTls(this.#rules, this.#env, wallMs), problems: [rules] };
    return loadTls(rules, this.#env, wallMs, tlsVersion);
  }
}

function showing(certificate: PlannedCertificate, rules: TlsRules): TlsRules | Problem {
  const { cert, key: _key, pfx, passphraseEnv: _passphrase, ...others } = rules;
  if (certificate.shows === 'none') return others;
  const folder =
    certificate.shows === 'folder' ? certificate.folder : besideOwn(cert ?? pfx, certificate.folder);
  if (folder === undefined) {
    const message = `The target names no file of a certificate, beside which ${certificate.folder} could be. Give one with --cert and --key, or name a folder.`;
    return { message };
  }
  const shown = { cert: path.join(folder, 'client.pem'), key: path.join(folder, 'client-key.pem') };
  if (certificate.shows === 'below' && !existsSync(shown.cert)) {
    return {
      file: shown.cert,
      message: 'There is no such file. `phoney certs --bad` makes it beside the good ones.',
    };
  }
  return { ...others, ...shown };
}

function besideOwn(own: string | undefined, folder: string): string | undefined {
  const isFile = own !== undefined && !own.includes('-----BEGIN ');
  return isFile ? path.join(path.dirname(own), folder) : undefined;
}
