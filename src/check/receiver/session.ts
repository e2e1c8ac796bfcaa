/** A part of a DER structure: its tag, and what is in it. */
interface Part {
  readonly tag: number;
  readonly content: Buffer;
}

/** `tlsext_tick_lifetime_hint`, an explicit [9] in OpenSSL's form of a session. */
const lifetimeTag = 0xa9;
const sequenceTag = 0x30;

/** For how many seconds the server said that a session may be resumed; `null` when it did not say. */
export function readSessionSeconds(session: Buffer): number | null {
  const outer = findSession(session);
  const hint = outer && partsOf(outer.content).find(({ tag }) => tag === lifetimeTag);
  const [seconds] = hint === undefined ? [] : partsOf(hint.content);
  return seconds === undefined ? null : seconds.content.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** The session itself: Node 26 puts something of its own before it, and it is what takes up the rest. */
function findSession(bytes: Buffer): Part | undefined {
  for (let at = bytes.indexOf(sequenceTag); at >= 0; at = bytes.indexOf(sequenceTag, at + 1)) {
    const [part] = partsOf(bytes.subarray(at));
    const headLength = part === undefined ? 0 : bytes.length - at - part.content.length;
    if (part !== undefined && headLength >= 2 && headLength <= 6) return part;
  }
  return undefined;
}

/** The parts that stand one after the other; those that are not whole are left out. */
function partsOf(bytes: Buffer): Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const tag = bytes[at] ?? 0;
    const first = bytes[at + 1] ?? 0;
    // Above 127, the length of the length.
    const more = first < 128 ? 0 : first & 127;
    const begin = at + 2 + more;
    if (more > 4 || begin > bytes.length) break;
    const length = more === 0 ? first : bytes.readUIntBE(at + 2, more);
    if (begin + length > bytes.length) break;
    parts.push({ tag, content: bytes.subarray(begin, begin + length) });
    at = begin + length;
  }
  return parts;
}
