import type { HubProtocol } from '../../../channels/message.ts';
import type { HubDraft } from '../../dialect.ts';

/** What becomes of the event data of a message, its names as they came. */
export type ChangeData = (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** The same message with other event data, in whichever protocol its client speaks, and its subscription in accord with it. */
export function changeMessage(draft: HubDraft, change: ChangeData, eventId: string): HubDraft {
  const { push } = draft;
  if (push === undefined) return draft;
  const shared = {
    arguments: (protocol: HubProtocol, hole: unknown) =>
      push.shared.arguments(protocol, hole).map((argument) => changeArgument(argument, change)),
  };
  const own = {
    value: (protocol: HubProtocol) => change(push.own.value(protocol) as Record<string, unknown>),
  };
  return { ...draft, eventId, push: { ...push, shared, own } };
}

/** The data of a message in JSON. */
export function dataOf({ push }: HubDraft): Readonly<Record<string, unknown>> {
  const [argument] = push?.shared.arguments('json', null) ?? [];
  const found = Object.entries(argument ?? {}).find(([name]) => name.toLowerCase() === 'data');
  return (found?.[1] ?? {}) as Readonly<Record<string, unknown>>;
}

/** A change of fields that there are, by their names without regard to case. */
export function set(values: Readonly<Record<string, unknown>>): ChangeData {
  const lower = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
  return (data) =>
    Object.fromEntries(
      Object.entries(data).map(([name, value]) => [
        name,
        lower.has(name.toLowerCase()) ? lower.get(name.toLowerCase()) : value,
      ]),
    );
}

function changeArgument(argument: unknown, change: ChangeData): unknown {
  return Object.fromEntries(
    Object.entries(argument as object).map(([name, value]) => [
      name,
      name.toLowerCase() === 'data' ? change(value as Record<string, unknown>) : (value as unknown),
    ]),
  );
}
