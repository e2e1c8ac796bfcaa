type Headers = Readonly<Record<string, string | undefined>>;

const forms = {
  proto: /^https?$/i,
  host: /^([\w.~-]+|\[[\da-f:.]+\])(:\d+)?$/i,
  port: /^[1-9]\d{0,4}$/,
  prefix: /^(\/[\w.~%-]+)+\/?$/,
} as const;

/**
 * The address by which a proxy was called, as it says in `X-Forwarded-*`; what it does not say is as in `called`. Of
 * several proxies the first counts, whose name is written first. What has not the form of such a value is not believed.
 */
export function forwardedUrl(called: URL, headers: Headers): URL {
  const url = new URL(called);
  const [proto, host, port, prefix] = [
    firstOf(headers, 'proto'),
    firstOf(headers, 'host'),
    firstOf(headers, 'port'),
    firstOf(headers, 'prefix'),
  ];
  if (proto !== undefined) url.protocol = proto;
  if (host !== undefined) {
    url.port = '';
    url.host = host;
  }
  if (port !== undefined && !/:\d+$/.test(host ?? '')) url.port = port;
  if (prefix !== undefined) url.pathname = prefix;
  return url;
}

function firstOf(headers: Headers, name: keyof typeof forms): string | undefined {
  const value = headers[`x-forwarded-${name}`]?.split(',', 1)[0]?.trim();
  return value !== undefined && forms[name].test(value) ? value : undefined;
}
