import { formatJson } from './format-json.ts';

/** A matching rule of version 4 for one place, and for each of them how several combine. */
export interface Rule {
  readonly combine: 'AND' | 'OR';
  readonly matchers: readonly Readonly<Record<string, unknown>>[];
}

/** Rules by JSON path. */
export type Rules = Readonly<Record<string, Rule>>;

/** A body with what may vary in it. */
export interface Body {
  readonly content: unknown;
  readonly contentType: string;
  /** By JSON path; what has none must be equal. */
  readonly rules?: Rules;
  /** What is made anew for each replay, by JSON path. */
  readonly generators?: Readonly<Record<string, unknown>>;
}

interface CommonParts {
  readonly description: string;
  readonly states?: readonly { readonly name: string; readonly params?: Readonly<Record<string, unknown>> }[];
  /** Where on the vendor's page this comes from. */
  readonly reference: string;
  /** Paths that not every message of the type has. */
  readonly sometimes?: readonly string[];
}

/** What an interaction of our own contracts is made from. */
export type InteractionParts =
  | (CommonParts & {
      readonly kind: 'http';
      readonly request: {
        readonly method: string;
        readonly path: string;
        readonly query?: Readonly<Record<string, string>>;
        readonly queryRules?: Rules;
        readonly headers?: Readonly<Record<string, string>>;
        readonly headerRules?: Rules;
        readonly pathGenerator?: Readonly<Record<string, unknown>>;
        readonly body?: Body;
      };
      readonly response: {
        readonly status: number;
        /** True: any status from 200 to 299 will do. */
        readonly anySuccess?: boolean;
        readonly headers?: Readonly<Record<string, string>>;
        readonly headerRules?: Rules;
        readonly body?: Body;
      };
    })
  | (CommonParts & {
      readonly kind: 'message';
      readonly body: Body;
      readonly metadata?: Readonly<Record<string, string>>;
    })
  | (CommonParts & { readonly kind: 'sync-message'; readonly question: Body; readonly answer: Body });

/** What a contract of our own is made from. */
export interface PactParts {
  readonly consumer: string;
  readonly provider: string;
  readonly interactions: readonly InteractionParts[];
}

/**
 * The text of a pact, version 4. The same parts give the same bytes on every machine: nothing of the engine, no version
 * and no time gets into it, so that a difference is always a difference of the contract.
 */
export function writePact({ consumer, provider, interactions }: PactParts): string {
  const document = {
    consumer: { name: consumer },
    provider: { name: provider },
    interactions: interactions.map(writeInteraction),
    metadata: { pactSpecification: { version: '4.0' } },
  };
  return `${formatJson(document)}\n`;
}

function writeInteraction(parts: InteractionParts): unknown {
  const { description, states = [], reference, sometimes = [] } = parts;
  const common = {
    description,
    pending: false,
    ...(states.length > 0 && { providerStates: states }),
    comments: {
      text: [`Derived from the vendor's public page: ${reference}`],
      ...(sometimes.length > 0 && { sometimes }),
    },
  };
  if (parts.kind === 'http') {
    const [request, response] = [writeRequest(parts.request), writeResponse(parts.response)];
    return { type: 'Synchronous/HTTP', ...common, request, response };
  }
  if (parts.kind === 'message') {
    const metadata = { contentType: parts.body.contentType, ...parts.metadata };
    return { type: 'Asynchronous/Messages', ...common, ...writeContents(parts.body), metadata };
  }
  const [request, response] = [writeContents(parts.question), [writeContents(parts.answer)]];
  return { type: 'Synchronous/Messages', ...common, request, response };
}

type HttpParts = Extract<InteractionParts, { kind: 'http' }>;

function writeRequest({
  method,
  path,
  query,
  queryRules,
  headers,
  headerRules,
  pathGenerator,
  body,
}: HttpParts['request']) {
  const rules = {
    ...(queryRules && { query: queryRules }),
    ...(headerRules && { header: headerRules }),
    ...bodyRules(body),
  };
  const generators = {
    ...(pathGenerator && { path: pathGenerator }),
    ...(body?.generators && { body: body.generators }),
  };
  return {
    method,
    path,
    ...(query && { query: listed(query) }),
    ...(headers && { headers: listed(headers) }),
    ...(body && { body: writeBody(body) }),
    ...present('matchingRules', rules),
    ...present('generators', generators),
  };
}

function writeResponse({ status, anySuccess, headers, headerRules, body }: HttpParts['response']) {
  const rules = {
    ...(anySuccess === true && { status: success }),
    ...(headerRules && { header: headerRules }),
    ...bodyRules(body),
  };
  return {
    status,
    ...(headers && { headers: listed(headers) }),
    ...(body && { body: writeBody(body) }),
    ...present('matchingRules', rules),
  };
}

const success = { $: { combine: 'AND', matchers: [{ match: 'statusCode', status: 'success' }] } };

function writeContents(body: Body) {
  return {
    contents: writeBody(body),
    ...present('matchingRules', bodyRules(body)),
    ...(body.generators && { generators: { body: body.generators } }),
  };
}

function writeBody({ content, contentType }: Body) {
  return { content, contentType, encoded: false };
}

function bodyRules(body: Body | undefined): { body?: Rules } {
  return body?.rules !== undefined && Object.keys(body.rules).length > 0 ? { body: body.rules } : {};
}

function listed(values: Readonly<Record<string, string>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
}

function present(name: string, value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.keys(value).length > 0 ? { [name]: value } : {};
}
