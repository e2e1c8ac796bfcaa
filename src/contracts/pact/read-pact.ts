import type { z } from 'zod';
import type { Problem } from '../../lib/errors.ts';
import { readJsonTexts } from './json-text.ts';
import type { ExampleRequest, Interaction, Pact, ProviderState } from './pact.ts';
import {
  bodySchema,
  frameSchema,
  httpSchema,
  messageSchema,
  syncMessageSchema,
  type HttpDocument,
  type MessageDocument,
  type SyncMessageDocument,
} from './pact-schema.ts';

/** A pact, or everything that is wrong with its text. */
export type ReadPact = { readonly pact: Pact } | { readonly problems: readonly Problem[] };

type Frame = z.output<typeof frameSchema>;
type Json = Readonly<Record<string, unknown>>;

/** Reads the text of a pact of version 1.1 to 4.0. `source` is named in the problems. */
export function readPact(source: string, text: string): ReadPact {
  let document: unknown;
  try {
    // Some editors begin a file with a byte order mark.
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { problems: [explainBrokenJson(source, text, error as SyntaxError)] };
  }
  const frame = frameSchema.safeParse(document);
  if (!frame.success) return { problems: [explainNoPact(source, frame.error)] };

  const problems: Problem[] = [];
  const specification = specificationOf(frame.data);
  const interactions = [...listOf(frame.data, 'interactions'), ...listOf(frame.data, 'messages')].flatMap(
    ({ list, index, value }): Interaction[] => {
      const {
        [list === 'messages' ? 'interactions' : 'messages']: _others,
        // A broker's links are for its clients, not for the engine.
        _links,
        ...kept
      } = frame.data;
      const read = readInteraction(value, list === 'messages', { ...kept, [list]: [value] }, specification);
      if ('interaction' in read) return [read.interaction];
      problems.push(...read.issues.map((issue) => explainIssue(source, `${list}[${index}]`, issue)));
      return [];
    },
  );
  if (specification.startsWith('4') && (frame.data.messages ?? []).length > 0)
    problems.push({
      file: source,
      path: 'messages',
      message:
        'A pact of version 4 has its messages in "interactions": those in "messages" are read by nobody. Write it anew with the tests that make it.',
    });
  if (problems.length > 0) return { problems };
  const { consumer, provider } = frame.data;
  return { pact: { source, consumer: consumer.name, provider: provider.name, specification, interactions } };
}

function listOf(frame: Frame, list: 'interactions' | 'messages') {
  const version = specificationOf(frame);
  return (frame[list] ?? []).map((value, index) => ({ list, index, value: readJsonTexts(value, version) }));
}

type ReadInteraction = { interaction: Interaction } | { issues: readonly z.core.$ZodIssue[] };

function readInteraction(
  value: unknown,
  isMessage: boolean,
  document: Json,
  version: string,
): ReadInteraction {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  if (type === 'Synchronous/Messages') {
    const read = syncMessageSchema.safeParse(value);
    return read.success ? { interaction: fromSync(read.data, document) } : { issues: read.error.issues };
  }
  if (type === 'Asynchronous/Messages' || isMessage) {
    const read = messageSchema.safeParse(value);
    return read.success
      ? { interaction: fromMessage(read.data, document, version) }
      : { issues: read.error.issues };
  }
  const read = httpSchema.safeParse(value);
  return read.success
    ? { interaction: fromHttp(read.data, document, version) }
    : { issues: read.error.issues };
}

function fromHttp(value: HttpDocument, document: Json, version: string): Interaction {
  const { method, path, headers, body } = value.request;
  const request: ExampleRequest = {
    method: method.toUpperCase(),
    path,
    headers: Object.fromEntries(
      Object.entries(headers ?? {}).map(([name, text]) => [name.toLowerCase(), [text].flat().join(', ')]),
    ),
    body: contentOf(body, version),
  };
  const example = contentOf(value.response.body, version);
  return { kind: 'http', ...commonOf(value), example, request, document };
}

function fromMessage(value: MessageDocument, document: Json, version: string): Interaction {
  const example = contentOf(value.contents, version);
  const form = typeof example === 'string' ? formIn(value, example) : undefined;
  if (form === undefined) return { kind: 'message', ...commonOf(value), example, document };
  return { kind: 'message', ...commonOf(value), example: form, isForm: true, document };
}

/** What a URL-encoded content says, by name; `undefined` for a text that is none. */
function formIn({ contents, metadata, metaData }: MessageDocument, text: string): Json | undefined {
  const said = JSON.stringify([metadata, metaData, contents]);
  return /application\/x-www-form-urlencoded/i.test(said)
    ? Object.fromEntries(new URLSearchParams(text.replace(/^\?/, '')))
    : undefined;
}

function fromSync(value: SyncMessageDocument, document: Json): Interaction {
  const [first] = value.response;
  const question = contentOf(value.request.contents, '4.0');
  return {
    kind: 'sync-message',
    ...commonOf(value),
    example: contentOf(first?.contents, '4.0'),
    question,
    document,
  };
}

function commonOf(value: HttpDocument | MessageDocument | SyncMessageDocument) {
  const single = value.providerState ?? value.provider_state;
  const states: readonly ProviderState[] =
    value.providerStates?.map(({ name, params }) => ({ name, params: params ?? {} })) ??
    (single === null || single === undefined ? [] : [{ name: single, params: {} }]);
  return { description: value.description, states, pending: value.pending ?? false };
}

/** The value of a body: as it stands before version 4, unwrapped and decoded from there on. */
function contentOf(body: unknown, version: string): unknown {
  if (body === undefined || body === null) return undefined;
  if (!version.startsWith('4')) return body;
  const read = bodySchema.safeParse(body);
  if (!read.success) return body;
  const { content, contentType, encoded } = read.data;
  const text = encoded === 'base64' || encoded === true ? decode(content) : content;
  const isJson = typeof text === 'string' && encoded !== false && /json/.test(contentType ?? '');
  return isJson ? parseOr(text) : text;
}

function decode(content: unknown): string {
  return Buffer.from(String(content), 'base64').toString();
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function specificationOf({ metadata, interactions }: Frame): string {
  for (const key of ['pactSpecification', 'pact-specification']) {
    const entry = metadata?.[key];
    if (typeof entry === 'object' && entry !== null && 'version' in entry) return String(entry.version);
  }
  const entry = metadata?.['pactSpecificationVersion'];
  if (typeof entry === 'string') return entry;
  const typed = interactions?.some((value) => typeof value === 'object' && value !== null && 'type' in value);
  return typed === true ? '4.0' : '2.0.0';
}

function explainBrokenJson(source: string, text: string, error: SyntaxError): Problem {
  const position = Number(/at position (\d+)/.exec(error.message)?.[1] ?? text.length);
  const before = text.slice(0, position).split('\n');
  const why = error.message.replace(/ (in JSON )?at position .*$/s, '');
  return {
    file: source,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    message: `This pact is not JSON: ${why}. Write it anew with the tests that make it.`,
  };
}

function explainNoPact(source: string, error: z.ZodError): Problem {
  const [issue] = error.issues;
  const at =
    issue === undefined || issue.path.length === 0
      ? ''
      : ` (${issue.path.join('.')}: ${worded(issue.message)})`;
  return {
    file: source,
    message: `This is JSON but no pact: a pact names a consumer and a provider${at}. Take it out of the folder, or name the pacts one by one.`,
  };
}

/** What zod says of what is not there, in the words of people. */
function worded(message: string): string {
  return message.replace(/^Invalid input: expected (\w+), received undefined$/, 'this $1 is missing');
}

function explainIssue(source: string, place: string, { path, message }: z.core.$ZodIssue): Problem {
  const inner = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return {
    file: source,
    path: `${place}${inner}`,
    message: `${worded(message)}. This is no interaction of a pact.`,
  };
}
