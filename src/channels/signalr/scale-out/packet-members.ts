type Check = (value: unknown) => boolean;
type Members = Readonly<Record<string, Check>>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isText: Check = (value) => typeof value === 'string';
const isBytes: Check = (value) => value instanceof Uint8Array;
const isAbsentOr =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isMessage: Check = (value) =>
  isRecord(value) && isAbsentOr(isBytes)(value['json']) && isAbsentOr(isBytes)(value['messagepack']);
const isError: Check = (value) => isRecord(value) && isText(value['name']) && isText(value['message']);
const isProtocol: Check = (value) => value === 'json' || value === 'messagepack';

const regrouping: Members = { id: isText, from: isText, group: isText };
const failure: Members = { id: isText, error: isError };

/** What the members of each kind of packet have to be, as they are written. */
const membersOf = new Map<unknown, Members>([
  ['message', { except: isTexts, bytes: isMessage }],
  ['question', { id: isText, from: isText, bytes: isMessage }],
  ['abandon', { id: isText }],
  ['answer', { id: isText, protocol: isProtocol, result: isAbsentOr(isBytes) }],
  ['join', regrouping],
  ['leave', regrouping],
  ['done', { id: isText, problem: (value) => value === null || isText(value) }],
]);

/** Answers what was decoded when it has the members of a packet; throws when it has not. Members that are not known stay. */
export function checkPacket(decoded: unknown): unknown {
  if (!isRecord(decoded)) throw noPacket('it has no members');
  const { kind } = decoded;
  const members = kind === 'answer' && decoded['error'] !== undefined ? failure : membersOf.get(kind);
  if (members === undefined) throw noPacket("its 'kind' is not known");
  const wrong = Object.keys(members).filter((name) => members[name]?.(decoded[name]) !== true);
  if (wrong.length === 0) return decoded;
  throw noPacket(`of its kind, '${String(kind)}', it has no fitting '${wrong.join("' and '")}'`);
}

function noPacket(why: string): TypeError {
  return new TypeError(
    `What another server sent cannot be read: ${why}. Let the same version run on all servers, and nobody else publish on their channels.`,
  );
}
