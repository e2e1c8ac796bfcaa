/** What of an event goes into a line beside its time, type and entity, in this order, where the event has it. */
const shown = [
  'queueName',
  'userName',
  'username',
  'targetUserName',
  'callerNumber',
  'targetNumber',
  'reason',
  'availability',
  'talking',
  'canBeAllocatedTo',
  'nbrOfQueuingRequesters',
  'nbrOfConnected',
  'maxWaitTime',
  'state',
  'keyword',
  'value',
  'contactNumber',
  'isClosed',
] as const;

/** A `MessageReceived` in one line for people, whichever way its names are written. */
export function formatMessage(message: unknown): string {
  const data = namesInLowerCase(valueOf(message, 'data'));
  const time = textOf(data.get('timestamp')).slice(11, 23);
  const type = textOf(data.get('eventtype')).padEnd(30);
  const facts = shown.flatMap((name) => {
    const value = data.get(name.toLowerCase());
    return value === undefined || value === null ? [] : `${name}=${textOf(value)}`;
  });
  return `${time} ${type} ${textOf(data.get('entityid'))} ${[...new Set(facts)].join(' ')}`.trimEnd();
}

function valueOf(message: unknown, name: string): unknown {
  return namesInLowerCase(message).get(name);
}

function namesInLowerCase(value: unknown): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), inner]));
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
