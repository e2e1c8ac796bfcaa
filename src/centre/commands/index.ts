import type { Command } from './command.ts';
import type { World } from '../model/world.ts';
import { executeAgentCommand } from './agent.ts';
import { executeCallbackCommand } from './callback.ts';
import { executeContactCommand } from './contact.ts';
import { executeConversationCommand } from './conversation.ts';
import { executeQueueCommand } from './queue.ts';
import { Refusal } from './refusal.ts';
import { startContact } from './start.ts';
import { emit } from '../model/emit.ts';

/** Carries out a command. When that cannot be done now, the reason is emitted and returned; `null` when it was done. */
export function execute(world: World, command: Command): string | null {
  try {
    dispatch(world, command);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refuseNow(world, command, error.message);
  }
}

/** Tells that a command is not carried out, and returns why. */
export function refuseNow(world: World, command: { readonly do: string }, reason: string): string {
  emit(world, { type: 'command.refused', at: world.now, command: command.do, reason });
  return reason;
}

function dispatch(world: World, command: Command): void {
  switch (command.do) {
    case 'agent.log-in':
    case 'agent.log-out':
    case 'agent.set-status':
    case 'agent.set-capacity':
    case 'agent.set-queues':
    case 'agent.set-identity':
    case 'agent.set-fetch-mode':
    case 'agent.fetch':
    case 'agent.end-wrap-up':
    case 'agent.set-setting':
    case 'agent.alert':
      return executeAgentCommand(world, command);
    case 'contact.start':
      return startContact(world, command);
    case 'contact.abandon':
    case 'contact.answer':
    case 'contact.decline':
    case 'contact.overflow':
    case 'contact.request-agent':
    case 'contact.announce-wait':
    case 'contact.request-callback':
    case 'bot.do':
    case 'bot.end':
      return executeContactCommand(world, command);
    case 'contact.hang-up':
    case 'contact.time-out':
    case 'contact.hold':
    case 'contact.resume':
    case 'contact.say':
    case 'contact.transfer':
    case 'contact.dispose':
    case 'contact.summarise':
    case 'contact.leave':
    case 'contact.change-session':
    case 'contact.set-attributes':
    case 'contact.upload-file':
    case 'contact.submit-survey':
    case 'contact.supervise':
      return executeConversationCommand(world, command);
    case 'queue.set-hours':
    case 'queue.set-holidays':
    case 'queue.set-capping':
    case 'queue.set-mitigation':
    case 'queue.set-info':
      return executeQueueCommand(world, command);
    case 'callback.open':
    case 'callback.assign':
    case 'callback.attempt':
    case 'callback.close':
      return executeCallbackCommand(world, command);
  }
}
