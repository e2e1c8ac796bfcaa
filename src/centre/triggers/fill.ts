import type { Subject } from './event-kinds.ts';
import type { Happening } from './happening.ts';

/** Stands in a triggered command for what its event is about. */
export const eventName = '$event';

const subjects: readonly string[] = ['agent', 'queue', 'contact', 'callback'] satisfies Subject[];

/** Where `$event` stands in a command, and what it stands for there. */
export interface Mention {
  readonly path: readonly (string | number)[];
  /** `undefined` where it can stand for nothing. */
  readonly subject: Subject | undefined;
}

/** Every `$event` in a command. */
export function mentionsIn(value: unknown, path: Mention['path'] = []): Mention[] {
  if (value === eventName) {
    const key = path.findLast((part) => typeof part === 'string');
    return [{ path, subject: isSubject(key) ? key : undefined }];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => mentionsIn(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => mentionsIn(part, [...path, key]));
}

function isSubject(key: unknown): key is Subject {
  return typeof key === 'string' && subjects.includes(key);
}

/** The command with what its event is about in place of each `$event`. Where that is nothing, `$event` stays. */
export function fill<Value>(value: Value, happening: Happening, key = ''): Value {
  if (value === eventName) return (isSubject(key) ? (happening[key] ?? value) : value) as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => fill(item, happening, key)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const filled = Object.entries(value).map(([name, part]): [string, unknown] => [
    name,
    fill<unknown>(part, happening, name),
  ]);
  return Object.fromEntries(filled) as Value;
}

/** Why a command cannot be carried out after this event; `null` when it can be. */
export function explainUnfilled(command: unknown, { event }: Happening): string | null {
  const [first] = mentionsIn(command);
  if (first === undefined) return null;
  return `The event ${event.type} that it came after was about no ${first.subject ?? 'such thing'}.`;
}
