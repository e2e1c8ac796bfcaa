import type { Command } from './command.ts';

/** What a ref is of. */
export type RefKind = 'contact' | 'callback';

/** The refs that commands give to what they start, for later commands to name. */
export class Refs {
  readonly #exact = { contact: new Set<string>(), callback: new Set<string>() };
  /** Those that are numbered as they are given, without their number. */
  readonly #series = { contact: new Set<string>(), callback: new Set<string>() };

  constructor(commands: readonly Command[] = []) {
    for (const command of commands) this.add(command);
  }

  /** These, and those that `commands` will give. */
  with(commands: readonly Command[]): Refs {
    const refs = new Refs(commands);
    for (const kind of ['contact', 'callback'] as const) {
      for (const ref of this.#exact[kind]) refs.#exact[kind].add(ref);
      for (const ref of this.#series[kind]) refs.#series[kind].add(ref);
    }
    return refs;
  }

  /** Learns the ref of this command, if it gives one; `numbered`: it is to be `vip-1`, `vip-2` and so on. */
  add(command: Command, numbered = false): void {
    if (!('ref' in command) || command.ref === undefined) return;
    const kind = command.do === 'contact.start' ? 'contact' : 'callback';
    (numbered ? this.#series : this.#exact)[kind].add(command.ref);
  }

  /** Whether something will be called so. */
  has(kind: RefKind, ref: string): boolean {
    return this.#exact[kind].has(ref) || this.#series[kind].has(/^(.+)-[1-9]\d*$/.exec(ref)?.[1] ?? '');
  }

  /** All of them; of a series the first. */
  list(kind: RefKind): string[] {
    return [...this.#exact[kind], ...[...this.#series[kind]].map((ref) => `${ref}-1`)];
  }
}
