import type { Interaction, Pact } from './pact.ts';
import { interactionOf } from './parts.ts';

/** One difference between two states of a contract. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly consumer: string;
  readonly provider: string;
  /** The description, with its provider states; absent when a whole pact came or went. */
  readonly interaction?: string;
  /** What is different, such as `contents.content.data.rep_id: "a" became 1`. */
  readonly details: readonly string[];
}

/** What became of `before`: pacts by consumer and provider, interactions by description and states. */
export function diffPacts(before: readonly Pact[], after: readonly Pact[]): Difference[] {
  const names = [...new Set([...before, ...after].map(nameOf))];
  return names.flatMap((name): Difference[] => {
    const [old, young] = [before, after].map((pacts) => pacts.filter((pact) => nameOf(pact) === name));
    const [pact] = [...(young ?? []), ...(old ?? [])];
    if (pact === undefined) return [];
    const { consumer, provider } = pact;
    if (old?.length === 0) return [{ kind: 'added', consumer, provider, details: [] }];
    if (young?.length === 0) return [{ kind: 'removed', consumer, provider, details: [] }];
    return diffInteractions(interactionsOf(old), interactionsOf(young)).map((one) => ({
      ...one,
      consumer,
      provider,
    }));
  });
}

function nameOf({ consumer, provider }: Pact): string {
  return JSON.stringify([consumer, provider]);
}

function interactionsOf(pacts: readonly Pact[] = []): ReadonlyMap<string, Interaction> {
  return new Map(
    pacts.flatMap(({ interactions }) => interactions.map((one) => [titleOf(one), one] as const)),
  );
}

function titleOf({ description, states }: Interaction): string {
  const given = states.map(
    ({ name, params }) => `${name}${Object.keys(params).length > 0 ? ` ${JSON.stringify(params)}` : ''}`,
  );
  return given.length > 0 ? `${description}, given ${given.join(' and ')}` : description;
}

function diffInteractions(
  before: ReadonlyMap<string, Interaction>,
  after: ReadonlyMap<string, Interaction>,
): Omit<Difference, 'consumer' | 'provider'>[] {
  const titles = [...new Set([...before.keys(), ...after.keys()])];
  return titles.flatMap((interaction): Omit<Difference, 'consumer' | 'provider'>[] => {
    const [old, young] = [before.get(interaction), after.get(interaction)];
    if (old === undefined) return [{ kind: 'added', interaction, details: [] }];
    if (young === undefined) return [{ kind: 'removed', interaction, details: [] }];
    const details = diffValues('', interactionOf(old), interactionOf(young));
    return details.length === 0 ? [] : [{ kind: 'changed', interaction, details }];
  });
}

/** Where two JSON values differ, leaf by leaf. */
function diffValues(path: string, before: unknown, after: unknown): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after)) {
    if (before === undefined) return [`${path}: ${show(after)} was added`];
    if (after === undefined) return [`${path}: ${show(before)} was removed`];
    return [`${path}: ${show(before)} became ${show(after)}`];
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const [old, young] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return names.flatMap((name) => diffValues(path === '' ? name : `${path}.${name}`, old[name], young[name]));
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
