import { doBotStep, endBot, requestAgent } from '../contacts/bot.ts';
import { requestCallback } from '../queues/callbacks.ts';
import type { Command, CommandOf } from './command.ts';
import { pickUp } from '../queues/outbound.ts';
import { abandon, announceWait, notTaken, overflow } from '../queues/queueing.ts';
import type { BotCourse, Contact } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { destinationOf } from '../model/target.ts';
import { contactNamed, refuse, ringingOf } from './refusal.ts';

type WaitingCommand = Extract<
  Command,
  {
    do:
      | 'contact.abandon'
      | 'contact.answer'
      | 'contact.decline'
      | 'contact.overflow'
      | 'contact.request-agent'
      | 'contact.announce-wait'
      | 'contact.request-callback'
      | `bot.${string}`;
  }
>;

/** Carries out what was asked of a contact that no agent talks to yet. Throws a Refusal when that cannot be done now. */
export function executeContactCommand(world: World, command: WaitingCommand): void {
  const contact = contactNamed(world, command.contact);
  switch (command.do) {
    case 'contact.abandon':
      if (contact.phase !== 'ringing') waiting(contact);
      return abandon(world, contact);
    case 'contact.answer':
      contact.pickUp = 'answered';
      return pickUp(world, ringingOf(contact));
    case 'contact.decline':
      return decline(world, contact, command.reason);
    case 'contact.overflow':
      return overflowNow(world, contact, command);
    case 'contact.request-agent':
      if (contact.phase !== 'bot') return refuse(`${contact.id} is past the bot.`);
      contact.talkToken++;
      return requestAgent(world, contact, command.by);
    case 'contact.announce-wait':
      waiting(contact);
      contact.waitToken++;
      return announceWait(world, contact);
    case 'contact.request-callback': {
      waiting(contact);
      const { message, ref } = command;
      return requestCallback(world, contact, { message, ref, byHand: true });
    }
    case 'bot.do':
      return doBotStep(world, contact, courseOf(contact), command.step);
    case 'bot.end':
      if (contact.phase !== 'bot') return refuse(`No bot leads ${contact.id} any more.`);
      return endBot(world, contact, command.end);
  }
}

/** An agent declines a call that comes in; a call that goes out is one that the customer does not answer. */
function decline(world: World, contact: Contact, reason: 'declined' | 'no-answer'): void {
  const leg = ringingOf(contact);
  if (contact.direction === 'inbound') return notTaken(world, leg, reason);
  contact.pickUp = 'abandoned';
  pickUp(world, leg);
}

function overflowNow(world: World, contact: Contact, command: CommandOf<'contact.overflow'>): void {
  const { queue } = waiting(contact);
  const to = destinationOf(world, command.to);
  if (to === undefined) return refuse('The target of the overflow does not exist.');
  if (to.kind === 'queue' && to.queue.channel !== contact.channel) {
    return refuse(`The queue "${to.queue.name}" takes ${to.queue.channel} only.`);
  }
  if (queue !== null) overflow(world, contact, { kind: 'queue', queue }, to, command.reason);
}

function courseOf(contact: Contact): BotCourse {
  if (contact.channel !== 'chat') return refuse('A bot takes part in chats only.');
  contact.bot ??= { steps: [], end: 'hand-over', index: 0, flow: null, flowPath: [], node: null };
  return contact.bot;
}

function waiting(contact: Contact): Contact {
  return contact.phase === 'waiting' ? contact : refuse(`${contact.id} does not wait in a queue.`);
}
