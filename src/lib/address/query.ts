/** A path with other values in its query. Parameters whose values stay the same keep the way in which they are written. */
export function mapQuery(path: string, change: (name: string, value: string) => string): string {
  const at = path.indexOf('?');
  return at === -1 ? path : path.slice(0, at + 1) + mapPairs(path.slice(at + 1), change);
}

/** The same for pairs alone, as a form has them in its body. */
export function mapPairs(pairs: string, change: (name: string, value: string) => string): string {
  return pairs
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=');
      if (at === -1) return pair;
      const value = decode(pair.slice(at + 1));
      const changed = change(decode(pair.slice(0, at)), value);
      return changed === value ? pair : `${pair.slice(0, at)}=${encodeURIComponent(changed)}`;
    })
    .join('&');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
