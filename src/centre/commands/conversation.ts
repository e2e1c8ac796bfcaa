import type { Command, CommandOf } from './command.ts';
import { hangUp, hold, resume } from '../contacts/conversation.ts';
import { closeContact } from '../contacts/ending.ts';
import { answerSurvey, fileOf } from '../contacts/matter.ts';
import { changeSession, uploadFile } from '../contacts/script.ts';
import type { Contact } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { supervise } from '../agents/supervision.ts';
import { utter } from '../contacts/talk.ts';
import { finishTransfer, startTransfer } from '../contacts/transfer.ts';
import { destinationOf } from '../model/target.ts';
import { agentNamed, contactNamed, conversationOf, refuse } from './refusal.ts';
import { emit } from '../model/emit.ts';

type ConversationCommand = Extract<
  Command,
  {
    do: `contact.${'hang-up' | 'time-out' | 'hold' | 'resume' | 'say' | 'transfer' | 'dispose' | 'summarise' | 'leave' | 'change-session' | 'set-attributes' | 'upload-file' | 'submit-survey' | 'supervise'}`;
  }
>;

/** Carries out what was asked in or after a conversation. Throws a Refusal when that cannot be done now. */
export function executeConversationCommand(world: World, command: ConversationCommand): void {
  const contact = contactNamed(world, command.contact);
  const of = { at: world.now, contactId: contact.id };
  switch (command.do) {
    case 'contact.hang-up':
      return end(world, contact, command.by);
    case 'contact.leave':
      return end(world, chatOnly(contact), 'customer');
    case 'contact.time-out':
      conversationOf(chatOnly(contact));
      if (contact.phase === 'transferring') refuse(`${contact.id} is being transferred.`);
      return hangUp(world, contact, 'system', true);
    case 'contact.hold':
      if (conversationOf(contact).held || contact.phase !== 'talking')
        refuse(`${contact.id} cannot be held now.`);
      return hold(world, contact, null);
    case 'contact.resume':
      if (!conversationOf(contact).held) refuse(`${contact.id} is not on hold.`);
      return resume(world, contact);
    case 'contact.say':
      if (command.by === 'agent' || command.by === 'supervisor') conversationOf(contact);
      return utter(world, contact, command.by);
    case 'contact.transfer':
      return transfer(world, contact, command);
    case 'contact.dispose': {
      const { fields, note } = command;
      emit(world, { ...of, type: 'contact.disposed', agentId: agentIdOf(contact), fields, note });
      return;
    }
    case 'contact.summarise': {
      const { text } = command;
      emit(world, { ...of, type: 'contact.summarised', agentId: agentIdOf(contact), text });
      return;
    }
    case 'contact.change-session':
      return changeSession(world, chatOnly(contact), command.authenticated);
    case 'contact.set-attributes': {
      const { attributes } = command;
      emit(world, { ...of, type: 'contact.customer-attributes-set', attributes });
      return;
    }
    case 'contact.upload-file':
      return uploadFile(world, contact, fileOf(command));
    case 'contact.submit-survey':
      contact.surveyDue = false;
      emit(world, {
        ...of,
        type: 'contact.survey-submitted',
        answers: answerSurvey(world, contact, command.answers),
      });
      return closeContact(world, contact);
    case 'contact.supervise':
      return superviseNow(world, contact, command);
  }
}

function end(world: World, contact: Contact, by: 'customer' | 'agent' | 'system'): void {
  const leg = conversationOf(contact);
  const { pendingTransfer } = contact;
  if (contact.phase !== 'transferring' || pendingTransfer === null) return hangUp(world, contact, by);
  if (by === 'customer') return finishTransfer(world, contact, pendingTransfer, 'customer-hung-up');
  refuse(`${leg.agent.username} is transferring ${contact.id}.`);
}

function transfer(world: World, contact: Contact, command: CommandOf<'contact.transfer'>): void {
  conversationOf(contact);
  if (contact.phase === 'transferring') return refuse(`${contact.id} is being transferred already.`);
  const to = destinationOf(world, command.to);
  if (to === undefined) return refuse('The target of the transfer does not exist.');
  if (to.kind === 'queue' && to.queue.channel !== contact.channel) {
    return refuse(`The queue "${to.queue.name}" takes ${to.queue.channel} only.`);
  }
  startTransfer(world, contact, to, command.takes, command.result);
}

function superviseNow(world: World, contact: Contact, command: CommandOf<'contact.supervise'>): void {
  const leg = conversationOf(contact);
  const supervisor = agentNamed(world, command.supervisor);
  if (!supervisor.supervisor) return refuse(`${supervisor.username} is no supervisor.`);
  if (!supervisor.loggedIn) return refuse(`${supervisor.username} is not logged in.`);
  const other = contact.supervision?.supervisor;
  if (other !== undefined && other !== supervisor)
    return refuse(`${other.username} supervises ${contact.id} already.`);
  if (command.state === 'ended' && other === undefined) return refuse(`Nobody supervises ${contact.id}.`);
  supervise(world, leg, supervisor, command.state);
}

function chatOnly(contact: Contact): Contact {
  return contact.channel === 'chat' ? contact : refuse(`${contact.id} is a call, not a chat.`);
}

function agentIdOf(contact: Contact): NonNullable<Contact['agentId']> {
  return contact.agentId ?? refuse(`No agent has had ${contact.id}.`);
}
