import type { BenchSettings } from '../../dialects/bench.ts';
import type { TlsFiles } from '../../dialects/vendor.ts';
import type { Problem } from '../../lib/errors.ts';
import { explainReceiverUrl } from '../../lib/address/receiver-url.ts';

/** What a receiver is checked with. */
export interface ReceiverOptions extends BenchSettings {
  readonly url: string;
  /** By the vendor's feed, where its address is not that one. */
  readonly feedUrls?: Readonly<Record<string, string>> | undefined;
  /** Sent with every request, such as `authorization`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Of the vendor's client. */
  readonly tls: TlsFiles;
  /** PEM: the key of the authority that signed the client's certificate. Default: ca-key.pem beside the certificate. */
  readonly caKey?: string | undefined;
  readonly restartCommand?: string | undefined;
  /** Default: a new one, so that no two checks send events of the same ids. */
  readonly seed?: number | undefined;
}

const mostTimeoutMs = 600_000;
const mostRatePerS = 100_000;
const mostBodyBytes = 64 * 1024 * 1024;

/** Everything that is wrong with the address and the numbers. */
export function checkOptions({
  url,
  feedUrls = {},
  timeoutMs,
  ratePerS,
  bigBodyBytes,
  seed,
}: ReceiverOptions): Problem[] {
  const problems: Problem[] = [];
  const add = (path: string, message: string): void => void problems.push({ path, message });
  const urlProblem = explainReceiverUrl(url);
  if (urlProblem !== undefined) add('--url', urlProblem);
  for (const [feed, address] of Object.entries(feedUrls)) {
    const message = explainReceiverUrl(address);
    if (message !== undefined) add(`--feed-url ${feed}`, message);
  }
  if (timeoutMs > mostTimeoutMs) add('--timeout', 'Nobody waits for so long. Write 10m at most, such as 3s.');
  if (ratePerS > mostRatePerS)
    add('--rate', `${ratePerS} a second are more than phoney sends. Write ${mostRatePerS} at most.`);
  if (bigBodyBytes > mostBodyBytes)
    add('--big-body', `No event is as long as ${bigBodyBytes} bytes. Write ${mostBodyBytes} at most.`);
  if (seed !== undefined && (seed < 0 || seed >= Number.MAX_SAFE_INTEGER))
    add('--seed', `${seed} is no seed here. Write a whole number from 0.`);
  return problems;
}
