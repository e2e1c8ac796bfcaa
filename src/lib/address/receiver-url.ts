/** Whether nobody on the way can read what is sent to `url`: `https:`, or `http:` that does not leave this machine. */
export function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** The address stays out of the message: it holds the secret. */
const credentialsInside =
  'The address has a user name or password in it. Leave them out: addresses are printed and recorded.';

/** What is wrong with `text` as the address of a receiver; `undefined` when nothing is. */
export function explainReceiverUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (url !== null && (url.username !== '' || url.password !== '')) {
    return credentialsInside;
  }
  if (url !== null && isPrivate(url)) return undefined;
  if (/^[\w.-]+:\d+(\/|$)/.test(text)) {
    return `"${text}" has no scheme. Write https://${text}.`;
  }
  if (url !== null && /^(?!https?:)[a-z][a-z+.-]*:$/.test(url.protocol) && url.host !== '') {
    const { protocol } = url;
    return `"${text}" is an address for ${protocol.slice(0, -1)}, and messages go over HTTP. Write https:${text.slice(protocol.length)}, or http: for a receiver on this machine.`;
  }
  return url?.protocol === 'http:'
    ? `"${text}" would send everything in the clear. Use https:; plain http: is for localhost only.`
    : `"${text}" is not an https: address. Write one such as https://receiver.example:8443/events.`;
}

/** What is wrong with `text` as the address of a server that is asked over HTTP, `example` of one; `undefined` when nothing is. */
export function explainServerUrl(text: string, example: string): string | undefined {
  const url = URL.parse(text);
  if (url !== null && (url.username !== '' || url.password !== '')) return credentialsInside;
  if (url !== null && /^https?:$/.test(url.protocol)) return undefined;
  return `"${text}" is not the address of a server. Write one such as ${example}.`;
}

/** Whether `host`, as a parsed URL or a command line has it, is this machine: 127.0.0.0/8, ::1 or `localhost`. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/.test(host);
}

/** Where a request for `path` goes. Its query goes with it. */
export function addressAt(target: URL, path: string): URL {
  const asked = new URL(`http://localhost${path.startsWith('/') ? path : '/'}`);
  const url = new URL(target);
  if (target.pathname === '/') url.pathname = asked.pathname;
  if (asked.search !== '') url.search = asked.search;
  return url;
}
