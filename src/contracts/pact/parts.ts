import type { Interaction } from './pact.ts';

/** A matching rule at its place. */
export interface PlacedMatcher {
  readonly path: string;
  readonly matcher: Readonly<Record<string, unknown>>;
}

/** One body of an interaction, with the rules that apply to it. */
export interface Part {
  /** What it is called: `request`, `response` or `message`. */
  readonly name: 'request' | 'response' | 'message';
  readonly example: unknown;
  readonly matchers: readonly PlacedMatcher[];
  /** True when the provider says it: what is expected of it. */
  readonly isExpected: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** The bodies of an interaction, whatever the pact's version. */
export function partsOf(interaction: Interaction): Part[] {
  const document = interactionOf(interaction);
  const message = { name: 'message', example: interaction.example, isExpected: true } as const;
  if (interaction.kind === 'message') return [{ ...message, matchers: matchersOf(document) }];
  if (interaction.kind === 'sync-message') {
    const [first] = (document['response'] ?? []) as readonly Json[];
    return [
      {
        name: 'request',
        example: interaction.question,
        isExpected: false,
        matchers: matchersOf(document['request']),
      },
      { ...message, name: 'response', matchers: matchersOf(first) },
    ];
  }
  return [
    {
      name: 'request',
      example: interaction.request?.body,
      isExpected: false,
      matchers: matchersOf(document['request']),
    },
    { ...message, name: 'response', matchers: matchersOf(document['response']) },
  ];
}

/** The interaction as it stands in its document. */
export function interactionOf({ document }: Interaction): Json {
  const [only] = (document['messages'] ?? document['interactions'] ?? []) as readonly Json[];
  return only ?? {};
}

/** Rules for the body: from version 3 on by place and list, before that one for each place. */
function matchersOf(part: unknown): PlacedMatcher[] {
  const rules = (part as { readonly matchingRules?: Json } | undefined)?.matchingRules ?? {};
  const ofBody = rules['body'];
  if (typeof ofBody === 'object' && ofBody !== null && !('match' in ofBody)) {
    return Object.entries(ofBody).flatMap(([path, rule]) =>
      ((rule as { readonly matchers?: readonly Json[] }).matchers ?? []).map((matcher) => ({
        path,
        matcher,
      })),
    );
  }
  return Object.entries(rules)
    .filter(([path]) => path.startsWith('$.body'))
    .map(([path, matcher]) => ({ path: path.replace('$.body', '$'), matcher: matcher as Json }));
}

/** The name of the provider of an interaction. */
export function providerOf({ document }: Interaction): string {
  const { name } = (document['provider'] ?? {}) as { readonly name?: unknown };
  return typeof name === 'string' ? name : '';
}

/** Whether a message of any content would do: nothing is expected, or what has no members. */
export function expectsNothing({ kind, example }: Interaction): boolean {
  if (kind === 'http') return false;
  if (example === undefined || example === null || example === '') return true;
  return typeof example === 'object' && Object.keys(example).length === 0;
}

/** The status that an interaction over HTTP expects; `undefined` for any other, and where it says none. */
export function expectedStatus(interaction: Interaction): number | undefined {
  if (interaction.kind !== 'http') return undefined;
  const { status } = (interactionOf(interaction)['response'] ?? {}) as { readonly status?: unknown };
  return typeof status === 'number' ? status : undefined;
}
