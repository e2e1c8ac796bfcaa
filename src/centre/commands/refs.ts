import type { Command } from './command.ts';

/** The refs that commands give to what they start, for later commands to name. */
export class Refs {
  readonly contacts = new Set<string>();
  readonly callbacks = new Set<string>();

  constructor(commands: readonly Command[] = []) {
    for (const command of commands) this.add(command);
  }

  /** Learns the ref of this command, if it gives one. */
  add(command: Command): void {
    if (!('ref' in command) || command.ref === undefined) return;
    if (command.do === 'contact.start') this.contacts.add(command.ref);
    else this.callbacks.add(command.ref);
  }
}
