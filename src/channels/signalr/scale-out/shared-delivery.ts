import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../lib/clock.ts';
import { awaitReply } from '../clients/await-reply.ts';
import type { Delivery, Expected, Member, Recipients, Reply } from '../clients/delivery.ts';
import { type LocalDelivery, noConnection } from '../clients/local-delivery.ts';
import type { Members } from '../clients/members.ts';
import { Prepared, prepareInvocation } from '../protocols/prepared.ts';
import type { HubProtocol } from '../protocols/protocol.ts';
import { channelOf, type Channels } from './channels.ts';
import { bytesOf, type Packet } from './packets.ts';
import { Waiting } from './waiting.ts';

/** How long another server may take to put a connection into a group, as in .NET. */
const groupTimeoutMs = 30_000;

const none: readonly string[] = [];

/** What one connection's server is asked to do with it. */
type ForOne = Extract<Packet, { kind: 'question' | 'abandon' | 'join' | 'leave' }>;

/**
 * Delivers to the connections of all servers with this hub. What is for everybody, groups and users goes over the backplane even to the
 * connections of this server, so that all servers send it in one order; what is for one connection of this server does not.
 */
export class SharedDelivery implements Delivery {
  readonly #members: Members;
  readonly #local: LocalDelivery;
  readonly #channels: Channels;
  readonly #protocols: readonly HubProtocol[];
  readonly #clock: Clock;
  readonly #server = randomBytes(12).toString('base64url');
  readonly #answers = new Waiting<Reply>(this.#server);
  readonly #regroupings = new Waiting<string | null>(this.#server);
  /** The groups that this server is about to hear: until the backplane has said so. */
  readonly #listening = new Map<string, Promise<void>>();
  #joined: Promise<void> | undefined;

  constructor(parts: {
    readonly members: Members;
    readonly local: LocalDelivery;
    readonly channels: Channels;
    readonly protocols: readonly HubProtocol[];
    readonly clock: Clock;
  }) {
    this.#members = parts.members;
    this.#local = parts.local;
    this.#channels = parts.channels;
    this.#protocols = parts.protocols;
    this.#clock = parts.clock;
  }

  async send(recipients: Recipients, target: string, given: readonly unknown[]): Promise<void> {
    const { to, names, except } = recipients;
    const message = prepareInvocation(target, given);
    if (to === 'connections') return this.#sendTo(names, message);
    const packet: Packet = { kind: 'message', except, bytes: bytesOf(message, this.#protocols) };
    const channels = to === 'all' ? [channelOf.all()] : [...new Set(names)].map(channelOf[to]);
    await Promise.all(channels.map((channel) => this.#channels.publish(channel, packet)));
  }

  async invoke(
    connectionId: string,
    target: string,
    given: readonly unknown[],
    expected: Expected,
  ): Promise<unknown> {
    if (this.#members.withId(connectionId) !== undefined)
      return this.#local.invoke(connectionId, target, given, expected);
    await this.#join();
    const channel = channelOf.connections(connectionId);
    return awaitReply(target, expected, (settle) => {
      const id = this.#answers.add(settle);
      const fail = (error: Error): void => this.#answers.settle(id, { error });
      const ask = async (): Promise<void> => {
        const bytes = bytesOf(prepareInvocation(target, given, id), this.#protocols);
        const question: Packet = { kind: 'question', id, from: this.#server, bytes };
        if ((await this.#channels.publish(channel, question)) === 0) fail(noConnection(connectionId));
      };
      ask().catch(fail);
      return () => {
        this.#answers.forget(id);
        this.#channels.tell(channel, { kind: 'abandon', id });
      };
    });
  }

  async addToGroup(connectionId: string, group: string): Promise<void> {
    const member = this.#members.withId(connectionId);
    if (member === undefined) return this.#regroup('join', connectionId, group);
    if (this.#members.join(member, group) === 'first') this.#listenTo(group);
    // Whoever comes second hears nothing either before it is subscribed to.
    await this.#listening.get(group);
  }

  async removeFromGroup(connectionId: string, group: string): Promise<void> {
    const member = this.#members.withId(connectionId);
    if (member === undefined) return this.#regroup('leave', connectionId, group);
    if (this.#members.leave(member, group) === 'last')
      await this.#channels.unsubscribe(channelOf.groups(group));
  }

  /** Subscribes to a group, for all who join it meanwhile; when that fails, they are not in it. */
  #listenTo(group: string): void {
    const listening = this.#subscribe('groups', group);
    this.#listening.set(group, listening);
    const isOver = (): boolean => this.#listening.get(group) === listening && this.#listening.delete(group);
    listening.then(isOver, () => {
      // When all have left meanwhile, and others have come, those wait for a subscription of their own.
      if (!isOver()) return;
      for (const member of [...this.#members.inGroup(group)]) this.#members.leave(member, group);
      this.#channels.leave(channelOf.groups(group));
    });
  }

  async connected(member: Member): Promise<void> {
    const isFirst = this.#members.add(member) === 'first';
    await Promise.all([
      this.#join(),
      this.#subscribe('connections', member.id),
      isFirst && member.userId !== undefined && this.#subscribe('users', member.userId),
    ]);
  }

  disconnected(member: Member): void {
    const { user, groups } = this.#members.remove(member);
    this.#channels.leave(channelOf.connections(member.id));
    if (user !== undefined) this.#channels.leave(channelOf.users(user));
    for (const group of groups) this.#channels.leave(channelOf.groups(group));
  }

  /** What is for everybody, and what is for this server. Tried again with the next connection when it fails. */
  #join(): Promise<void> {
    this.#joined ??= this.#subscribeToAll().catch((error: unknown) => {
      this.#joined = undefined;
      throw error;
    });
    return this.#joined;
  }

  async #subscribeToAll(): Promise<void> {
    await Promise.all([
      this.#channels.subscribe(channelOf.all(), (packet) =>
        this.#deliver(packet, { to: 'all', names: none, except: none }),
      ),
      this.#channels.subscribe(channelOf.server(this.#server), (packet) => {
        if (packet.kind === 'answer') this.#answers.settle(packet.id, packet.reply);
        if (packet.kind === 'done') this.#regroupings.settle(packet.id, packet.problem);
      }),
    ]);
  }

  #subscribe(to: 'connections' | 'groups' | 'users', name: string): Promise<void> {
    return this.#channels.subscribe(channelOf[to](name), (packet) => {
      if (packet.kind === 'message') return this.#deliver(packet, { to, names: [name], except: none });
      if (to !== 'connections' || packet.kind === 'answer' || packet.kind === 'done') return undefined;
      return this.#doFor(packet, name);
    });
  }

  async #deliver(packet: Packet, recipients: Recipients): Promise<void> {
    if (packet.kind !== 'message') return;
    const { except, bytes } = packet;
    await this.#local.sendPrepared({ ...recipients, except }, Prepared.ofBytes(bytes));
  }

  /** Does with a connection of this server what another server asks for. */
  async #doFor(packet: ForOne, connectionId: string): Promise<void> {
    const member = this.#members.withId(connectionId);
    const { kind, id } = packet;
    if (kind === 'abandon') return member?.abandon(id);
    const channel = channelOf.server(packet.from);
    if (kind === 'question') {
      const answer = (reply: Reply): void => this.#channels.tell(channel, { kind: 'answer', id, reply });
      if (member === undefined) return answer({ error: noConnection(connectionId) });
      return member.ask(id, Prepared.ofBytes(packet.bytes), answer);
    }
    let problem: string | null = null;
    try {
      if (member !== undefined && kind === 'join') await this.addToGroup(connectionId, packet.group);
      if (member !== undefined && kind === 'leave') await this.removeFromGroup(connectionId, packet.group);
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    this.#channels.tell(channel, { kind: 'done', id, problem });
  }

  /** Lets the server that has the connection put it into a group, or take it out, and waits until it has. */
  async #regroup(kind: 'join' | 'leave', connectionId: string, group: string): Promise<void> {
    await this.#join();
    const done = Promise.withResolvers<string | null>();
    const id = this.#regroupings.add(done.resolve);
    const over = new AbortController();
    try {
      const packet: Packet = { kind, id, from: this.#server, group };
      if ((await this.#channels.publish(channelOf.connections(connectionId), packet)) === 0) return;
      const late = this.#clock.sleep(groupTimeoutMs, over.signal).then(() => tooLate(connectionId));
      const problem = await Promise.race([done.promise, late]);
      if (problem !== null) throw new Error(problem);
    } finally {
      over.abort();
      this.#regroupings.forget(id);
    }
  }

  /** The others first: when they cannot be reached, nobody is sent to. */
  async #sendTo(connectionIds: readonly string[], message: Prepared): Promise<void> {
    const names = [...new Set(connectionIds)];
    const elsewhere = names.filter((id) => this.#members.withId(id) === undefined);
    if (elsewhere.length > 0) {
      const packet: Packet = { kind: 'message', except: none, bytes: bytesOf(message, this.#protocols) };
      await Promise.all(elsewhere.map((id) => this.#channels.publish(channelOf.connections(id), packet)));
    }
    const here = names.filter((id) => !elsewhere.includes(id));
    await this.#local.sendPrepared({ to: 'connections', names: here, except: none }, message);
  }
}

function tooLate(connectionId: string): string {
  return `No server has said within ${groupTimeoutMs / 1000} s that connection '${connectionId}' has changed its group. It may have ended, or the backplane may be gone.`;
}
