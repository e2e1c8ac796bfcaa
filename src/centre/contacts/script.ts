import { drawItem, drawWeighted } from '../../lib/random.ts';
import { hangUp, hold } from './conversation.ts';
import { fileToSend } from './matter.ts';
import type { UploadedFile } from '../model/events/contact-facts.ts';
import { drawMs } from '../model/sample.ts';
import type { ScriptItem } from './script-plan.ts';
import type { Contact, Destination } from '../model/state.ts';
import { timeOfNextItem, type TalkClock } from '../model/talk.ts';
import type { World } from '../model/world.ts';
import { supervise, supervisorFor } from '../agents/supervision.ts';
import { arrangeTalk, pauseTalk, takeTurn } from './talk.ts';
import { destinationOf } from '../model/target.ts';
import { startTransfer } from './transfer.ts';
import { emit } from '../model/emit.ts';

/** One thing happens in a conversation whose clock runs: a turn, an item of its script, or its end. */
export function advanceTalk(world: World, clock: TalkClock): void {
  const clocks = world.talkClocks;
  if (!clocks.isStopped(clock)) takeNext(world, clock);
  if (clocks.isStopped(clock)) clocks.release(clock);
  else arrangeTalk(world, clock);
}

function takeNext(world: World, clock: TalkClock): void {
  switch (world.talkClocks.due(clock, world.now - world.startMs)) {
    case 'turn':
      return takeTurn(world, clock);
    case 'item':
      return performNext(world, clock);
    case 'end':
      return endTalk(world, world.talkClocks.contact(clock));
  }
}

/** The customer sends a file. */
export function uploadFile(world: World, contact: Contact, file: UploadedFile): void {
  emit(world, { type: 'contact.file-uploaded', at: world.now, contactId: contact.id, file });
}

/** The customer goes on in another session. */
export function changeSession(world: World, contact: Contact, authenticated: boolean): void {
  const sessionOrdinal = ++contact.sessionOrdinal;
  emit(world, {
    type: 'contact.session-changed',
    at: world.now,
    contactId: contact.id,
    sessionOrdinal,
    authenticated,
  });
}

function endTalk(world: World, contact: Contact): void {
  const endsBy = contact.talk?.endsBy;
  if (endsBy === undefined) return;
  if (endsBy === 'time-out') hangUp(world, contact, 'system', true);
  else hangUp(world, contact, endsBy);
  pauseTalk(world, contact);
}

function performNext(world: World, clock: TalkClock): void {
  const contact = world.talkClocks.contact(clock);
  const { talk } = contact;
  if (talk === null) return;
  const item = talk.script[talk.scriptIndex++];
  world.talkClocks.setNextItem(clock, timeOfNextItem(talk));
  if (item !== undefined) perform(world, contact, item);
}

function perform(world: World, contact: Contact, item: ScriptItem): void {
  switch (item.kind) {
    case 'hold':
      return hold(world, contact, item.forMs);
    case 'transfer':
      return transferAsPlanned(world, contact);
    case 'file':
      return uploadFile(world, contact, fileToSend(world, contact, item.index));
    case 'session':
      return changeSession(world, contact, contact.uniform() < 0.5);
    case 'supervise':
      return superviseAsPlanned(world, contact, item.state);
  }
}

function transferAsPlanned(world: World, contact: Contact): void {
  const { transfer } = contact.plan;
  if (transfer === null) return;
  const to = transfer.to === undefined ? anyQueue(world, contact) : destinationOf(world, transfer.to);
  if (to === undefined) return;
  const takesMs = drawMs(contact.uniform, transfer.takes);
  startTransfer(world, contact, to, takesMs, drawWeighted(contact.uniform, transfer.result));
}

function anyQueue(world: World, contact: Contact): Destination | undefined {
  const queues = world.queues.filter(({ channel }) => channel === contact.channel);
  const others = queues.filter((queue) => queue !== contact.queue);
  const from = others.length > 0 ? others : queues;
  return from.length === 0 ? undefined : { kind: 'queue', queue: drawItem(contact.uniform, from) };
}

function superviseAsPlanned(
  world: World,
  contact: Contact,
  state: 'requested' | 'listening' | 'ended',
): void {
  const { leg, supervision } = contact;
  if (leg === null || (state !== 'requested' && supervision === null)) return;
  const supervisor = supervisorFor(contact, leg.agent);
  if (supervisor !== undefined) supervise(world, leg, supervisor, state);
}
