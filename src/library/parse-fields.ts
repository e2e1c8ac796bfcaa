/** What is in a request: the body's JSON, or the fields of a form, in the body or else in the URL's query string. */
export function parseFields(body: string, url: string): unknown {
  const text = body.trim();
  if (/^[[{"]/.test(text)) return JSON.parse(text);
  const [, query = ''] = /\?([^#]*)/.exec(url) ?? [];
  return Object.fromEntries(new URLSearchParams(text === '' ? query : text));
}
