type Json = Readonly<Record<string, unknown>>;

/**
 * An interaction in which JSON that stands as a text is the value that it means: some writers put a message's contents into one
 * string.
 */
export function readJsonTexts(interaction: unknown, version: string): unknown {
  if (!isObject(interaction)) return interaction;
  const { request, response } = interaction;
  return {
    ...withValue(interaction, version),
    ...(isObject(request) && 'contents' in request && { request: withValue(request, version) }),
    ...(Array.isArray(response) && {
      response: response.map((one: unknown) => (isObject(one) ? withValue(one, version) : one)),
    }),
  };
}

function withValue(holder: Json, version: string): Json {
  const { contents } = holder;
  if (typeof contents === 'string') return { ...holder, contents: parseBranch(contents) };
  if (!version.startsWith('4') || !isObject(contents)) return holder;
  const { content, contentType, encoded } = contents;
  const isText = typeof content === 'string' && (encoded === false || encoded === undefined);
  if (!isText || (typeof contentType === 'string' && !contentType.includes('json'))) return holder;
  return { ...holder, contents: { ...contents, content: parseBranch(content), encoded: false } };
}

/** The object or list that a text is in JSON; the text itself when it is none. */
function parseBranch(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
