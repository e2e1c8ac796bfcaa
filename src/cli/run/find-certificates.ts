import { existsSync } from 'node:fs';
import { receiverOf, secureOpenTargets } from '../../dialects/index.ts';
import type { ReceiverRules, TlsFiles } from '../../dialects/vendor.ts';
import { isLoopback } from '../../lib/address/receiver-url.ts';
import type { Scenario } from '../../scenario/index.ts';

/** Where `phoney certs` writes them, from the folder where phoney is started. */
const usual = { cert: 'certs/client.pem', key: 'certs/client-key.pem', ca: 'certs/ca.pem' } as const;

/**
 * The certificates in certs/, for calling receivers at `urls` under those rules; `undefined` when one of the receivers is on
 * another machine or speaks no TLS, or when there are none.
 */
export function findCertificates(
  rules: ReceiverRules | undefined,
  urls: readonly string[],
): TlsFiles | undefined {
  if (urls.length === 0 || !urls.every(isTlsOnThisMachine) || !existsSync(usual.ca)) return undefined;
  const showsOne = rules?.clientCertificate === true;
  return showsOne && existsSync(usual.cert) && existsSync(usual.key) ? usual : { ca: usual.ca };
}

/** The scenario with {@link findCertificates} in those targets that name none of their own; `say` is told so once. */
export function useFoundCertificates(scenario: Scenario, say: (line: string) => void): Scenario {
  let found: TlsFiles | undefined;
  const targets = secureOpenTargets(scenario.targets, (vendor, urls) => {
    const files = findCertificates(receiverOf(scenario.targets, vendor), urls);
    found = files?.cert === undefined ? (found ?? files) : files;
    return files ?? {};
  });
  if (found !== undefined) say(describeFound(found));
  return { ...scenario, targets };
}

/** What was found, in a line. */
export function describeFound(files: TlsFiles): string {
  const names = [files.cert, files.key, files.ca].filter((file) => file !== undefined);
  return `Certificates: ${names.join(', ')}`;
}

function isTlsOnThisMachine(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && isLoopback(url.hostname);
}
