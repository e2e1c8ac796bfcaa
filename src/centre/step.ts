import { arrive } from './queues/arrivals.ts';
import { advanceBot } from './contacts/bot.ts';
import { queueCallback, requestCallback } from './queues/callbacks.ts';
import { passInterval, resumeIntervals } from './agents/intervals.ts';
import { endStatus, followShift, takeBreak } from './agents/shifts.ts';
import type { Command } from './commands/command.ts';
import { execute, refuseNow } from './commands/index.ts';
import type { PlacedCommand } from './commands/outcome.ts';
import { resume } from './contacts/conversation.ts';
import { closeContact } from './contacts/ending.ts';
import { answerSurvey } from './contacts/matter.ts';
import type { Entry } from './model/entry.ts';
import type { CentreEvent } from './model/event.ts';
import { pickUp } from './queues/outbound.ts';
import { followClocks, followHours } from './queues/hours.ts';
import { settleQueues, watchClosing } from './queues/standing.ts';
import { abandon, announceWait, endWait, notTaken } from './queues/queueing.ts';
import { fetchInTurn, route } from './queues/routing.ts';
import { advanceTalk } from './contacts/script.ts';
import type { Contact } from './model/state.ts';
import type { World } from './model/world.ts';
import { finishTransfer } from './contacts/transfer.ts';
import { endWrapUp } from './agents/work.ts';
import { nothing, emit } from './model/emit.ts';

/** Carries out one entry of the agenda or one command, routes what waits because of it, and returns what happened. */
export function takeStep(world: World): readonly CentreEvent[] {
  forgetWhatIsOver(world);
  const { agenda, commands } = world;
  const at = agenda.nextAt;
  if (commands.nextAt < at) return takeCommand(world);
  const entry = agenda.take();
  if (entry === undefined) return [];
  startStep(world, at);
  handle(world, entry);
  route(world);
  settleQueues(world);
  return world.events;
}

/**
 * A command comes after whatever else happens at its instant, such as a log-in and its immediate consequences. So it makes
 * no difference how long before its time it was given.
 */
function takeCommand(world: World): readonly CentreEvent[] {
  const at = world.commands.nextAt;
  const placed = world.commands.take();
  if (placed === undefined) return [];
  startStep(world, at);
  const reason = carryOut(world, placed);
  if (world.intervalsMs.length > 0) resumeIntervals(world);
  route(world);
  settleQueues(world);
  const { events } = world;
  placed.done?.({ outcome: reason === null ? 'done' : 'refused', reason, atMs: at, events });
  return events;
}

function carryOut(
  world: World,
  { command, refusal = null, isElsewhere = false }: PlacedCommand,
): string | null {
  if (refusal !== null) return refuseNow(world, command, refusal);
  return isElsewhere ? null : execute(world, command as Command);
}

/** Whatever the step brings, the clocks that changed since the last one are told first. */
function startStep(world: World, at: number): void {
  world.now = at;
  world.events = nothing;
  if (at >= world.clocksChangeAt) followClocks(world);
}

function handle(world: World, entry: Entry): void {
  // By far the most entries.
  if (typeof entry === 'number') return advanceTalk(world, entry);
  switch (entry.kind) {
    case 'answer':
      return pickUp(world, entry.leg);
    case 'not-taken':
      return notTaken(world, entry.leg, entry.reason);
    case 'wrap-up':
      return endWrapUp(world, entry.leg, entry.reason);
    case 'arrival':
      return arrive(world, entry.stream);
    case 'resume':
      if (entry.token === entry.contact.talkToken) resume(world, entry.contact);
      return;
    case 'transfer':
      if (entry.token === entry.contact.talkToken)
        finishTransfer(world, entry.contact, entry.to, entry.result);
      return;
    case 'bot':
      if (entry.token === entry.contact.talkToken) advanceBot(world, entry.contact);
      return;
    case 'patience':
      if (entry.contact !== null) abandon(world, entry.contact);
      return;
    case 'max-wait':
      if (entry.token === entry.contact.waitToken) endWait(world, entry.contact);
      return;
    case 'announcement':
      if (entry.token === entry.contact.waitToken) announceWait(world, entry.contact);
      return;
    case 'callback-request':
      if (entry.token === entry.contact.waitToken) requestPlannedCallback(world, entry.contact);
      return;
    case 'survey':
      return submitSurvey(world, entry.contact);
    case 'callback':
      return queueCallback(world, entry.callback);
    case 'shift':
      return followShift(world, entry.agent);
    case 'break':
      return takeBreak(world, entry.agent, entry.index);
    case 'status-end':
      if (entry.token === entry.agent.statusToken) endStatus(world, entry.agent);
      return;
    case 'fetch':
      return fetchInTurn(world, entry.agent);
    case 'hours':
      if (entry.token === entry.queue.hoursToken) followHours(world, entry.queue);
      return;
    case 'closing':
      return watchClosing(world, entry.queue, entry.watchedAt);
    case 'clocks':
      // The step itself has told them.
      return;
    case 'interval':
      return passInterval(world, entry.everyMs);
  }
}

function requestPlannedCallback(world: World, contact: Contact): void {
  const message = contact.plan.callback?.message ?? '';
  requestCallback(world, contact, { message, byHand: false });
}

function submitSurvey(world: World, contact: Contact): void {
  const { survey } = contact.plan;
  if (!contact.surveyDue || survey === null) return;
  contact.surveyDue = false;
  emit(world, {
    type: 'contact.survey-submitted',
    at: world.now,
    contactId: contact.id,
    answers: answerSurvey(world, contact, survey.answers),
  });
  closeContact(world, contact);
}

/** Contacts and callbacks can be seen in the step in which they end, and no longer. */
function forgetWhatIsOver(world: World): void {
  const { overContacts, overCallbacks } = world;
  if (overContacts.length > 0) {
    for (const id of overContacts) world.contacts.delete(id);
    overContacts.length = 0;
  }
  if (overCallbacks.length > 0) {
    for (const id of overCallbacks) world.callbacks.delete(id);
    overCallbacks.length = 0;
  }
}
