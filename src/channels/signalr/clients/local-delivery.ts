import { IOException } from '../calls/exceptions.ts';
import { type Prepared, prepareInvocation } from '../protocols/prepared.ts';
import { awaitReply } from './await-reply.ts';
import type { Delivery, Expected, Member, Recipients } from './delivery.ts';
import type { Members } from './members.ts';

const nothing = Promise.resolve();

/** Delivers to the connections of this server: there are no others. */
export class LocalDelivery implements Delivery {
  readonly #members: Members;
  #lastId = 0;

  constructor(members: Members) {
    this.#members = members;
  }

  async send(recipients: Recipients, target: string, given: readonly unknown[]): Promise<void> {
    return this.sendPrepared(recipients, prepareInvocation(target, given));
  }

  /**
   * Sends what is serialised, or will be once; resolves as `send` does. Throws when there is somebody in whose protocol the message is not, and
   * cannot be: everybody else has it then.
   */
  sendPrepared(recipients: Recipients, message: Prepared): Promise<void> {
    let full: Promise<void>[] | undefined;
    let failure: { readonly error: unknown } | undefined;
    this.#members.visit(recipients, (member) => {
      try {
        member.send(message);
      } catch (error) {
        failure ??= { error };
        return;
      }
      const room = member.waitForRoom();
      if (room !== undefined) (full ??= []).push(room);
    });
    if (failure !== undefined) throw failure.error;
    return full === undefined ? nothing : Promise.all(full).then(() => undefined);
  }

  async invoke(
    connectionId: string,
    target: string,
    given: readonly unknown[],
    expected: Expected,
  ): Promise<unknown> {
    const member = this.#members.withId(connectionId);
    if (member === undefined) throw noConnection(connectionId);
    const id = `s${++this.#lastId}`;
    const question = prepareInvocation(target, given, id);
    return awaitReply(target, expected, (settle) => {
      member.ask(id, question, settle);
      return () => member.abandon(id);
    });
  }

  async addToGroup(connectionId: string, group: string): Promise<void> {
    const member = this.#members.withId(connectionId);
    if (member !== undefined) this.#members.join(member, group);
  }

  async removeFromGroup(connectionId: string, group: string): Promise<void> {
    const member = this.#members.withId(connectionId);
    if (member !== undefined) this.#members.leave(member, group);
  }

  connected(member: Member): undefined {
    this.#members.add(member);
  }

  disconnected(member: Member): void {
    this.#members.remove(member);
  }
}

/** .NET's text for a connection that is not there. */
export function noConnection(id: string): IOException {
  return new IOException(`Connection '${id}' does not exist.`);
}
