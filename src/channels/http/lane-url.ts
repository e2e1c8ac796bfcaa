import { isIPv4 } from 'node:net';
import type { Problem } from '../../lib/errors.ts';
import type { Lane } from '../message.ts';

/**
 * What is wrong with `url` as the address of `lane`, or of all lanes, if anything. A feed is posted over `https:`; plain `http:` goes no
 * further than this machine, since there is no client certificate and no verified server on it.
 */
export function checkLaneUrl(url: string, lane?: Pick<Lane, 'vendor' | 'feed'>): Problem | undefined {
  const whose = `The address of ${lane === undefined ? 'all feeds' : `${lane.vendor}.${lane.feed}`}`;
  const parsed = URL.parse(url);
  if (parsed === null) {
    return { message: `${whose} is not a URL: "${url}". Write one such as https://localhost:8443/events.` };
  }
  if (parsed.username !== '' || parsed.password !== '') {
    // The text stays out of the message: it holds the secret.
    return { message: `${whose} has a user name or password in it. Send an Authorization header instead.` };
  }
  if (parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopback(parsed.hostname)))
    return undefined;
  if (parsed.protocol === 'http:') {
    return {
      message: `${whose} is "${url}", and plain http: is for this machine only (localhost, 127.0.0.1, [::1]). Use https:.`,
    };
  }
  return { message: `${whose} is "${url}", and "${parsed.protocol}" is not spoken here. Use https:.` };
}

/** Whether `host`, as a parsed URL or a command line has it, is this machine: 127.0.0.0/8, ::1 or `localhost`. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host === '[::1]' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
  );
}
