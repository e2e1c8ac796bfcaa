import type { Command } from './command.ts';

/** The refs that commands give to what they start, for later commands to name. */
export class Refs {
  readonly contacts = new Set<string>();
  readonly callbacks = new Set<string>();

  constructor(commands: readonly Command[] = []) {
    for (const command of commands) this.add(command);
  }

  /** These, and those that `commands` will give. */
  with(commands: readonly Command[]): Refs {
    const refs = new Refs(commands);
    for (const ref of this.contacts) refs.contacts.add(ref);
    for (const ref of this.callbacks) refs.callbacks.add(ref);
    return refs;
  }

  /** Learns the ref of this command, if it gives one. */
  add(command: Command): void {
    if (!('ref' in command) || command.ref === undefined) return;
    if (command.do === 'contact.start') this.contacts.add(command.ref);
    else this.callbacks.add(command.ref);
  }
}
