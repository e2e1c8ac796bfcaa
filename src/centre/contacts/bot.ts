import type { z } from 'zod';
import { drawByWeight, drawWeighted, type Uniform } from '../../lib/random.ts';
import { closeContact, concludeContact } from './ending.ts';
import type { Flow, FlowNode } from '../model/events/bot-event.ts';
import type { BotEnd, botSchema, BotStep } from '../config/profile-parts.ts';
import { offer, startPatience } from '../queues/queueing.ts';
import { drawMs } from '../model/sample.ts';
import type { BotCourse, Contact } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { utter } from './talk.ts';
import { emit } from '../model/emit.ts';

type Bot = z.output<typeof botSchema>;

/** The bot takes the chat. Its steps follow one another after pauses, then it settles the matter or hands over. */
export function startBot(world: World, contact: Contact, bot: Bot): void {
  contact.phase = 'bot';
  contact.bot = {
    index: 0,
    steps: bot.steps ?? drawSteps(contact.uniform, bot),
    end: drawWeighted(contact.uniform, bot.end),
    flow: null,
    flowPath: [],
    node: null,
  };
  arrangeBot(world, contact, bot);
}

/** The next step of the bot, or its end when there is none left. */
export function advanceBot(world: World, contact: Contact): void {
  const { bot } = contact;
  if (bot === null || contact.plan.bot === null) return;
  const step = bot.steps[bot.index];
  if (step === undefined) return endBot(world, contact, bot.end);
  bot.index++;
  doBotStep(world, contact, bot, step);
  arrangeBot(world, contact, contact.plan.bot);
}

/** Settles the matter, asks for an agent, or finds that the customer has gone. */
export function endBot(world: World, contact: Contact, end: BotEnd): void {
  contact.talkToken++;
  if (end === 'hand-over') {
    return requestAgent(world, contact, drawWeighted(contact.uniform, contact.plan.request_agent_by));
  }
  if (end === 'time-out') emit(world, { type: 'contact.timed-out', at: world.now, contactId: contact.id });
  const outcome = end === 'contain' ? 'contained' : 'timed-out';
  concludeContact(world, contact, { outcome, by: end === 'contain' ? 'bot' : 'system' });
  closeContact(world, contact);
}

/** An agent is wanted: the contact is offered to its queue. */
export function requestAgent(world: World, contact: Contact, by: 'customer' | 'bot' | 'system'): void {
  const first = !contact.agentRequested;
  contact.agentRequested = true;
  emit(world, { type: 'contact.agent-requested', at: world.now, contactId: contact.id, first, by });
  startPatience(world, contact);
  if (contact.queue !== null) offer(world, contact, { kind: 'queue', queue: contact.queue });
}

/** Does one step now. */
export function doBotStep(world: World, contact: Contact, bot: BotCourse, step: BotStep): void {
  const of = { at: world.now, contactId: contact.id };
  const flow: Flow = bot.flow ?? { name: 'welcome', businessName: 'Welcome' };
  const node: FlowNode = bot.node ?? { name: 'welcome', kind: 'message' };
  switch (step.do) {
    case 'customer-says':
      return utter(world, contact, 'customer');
    case 'bot-says':
      return utter(world, contact, 'bot');
    case 'detect-intent': {
      const intent = { code: step.code, businessCode: step.business_code ?? step.code };
      contact.intents.push(intent);
      const first = contact.intents.length === 1;
      emit(world, { ...of, type: 'bot.intent-detected', intent, first, path: [...contact.intents] });
      return;
    }
    case 'visit-node': {
      if (bot.flow?.name !== step.flow) {
        bot.flow = { name: step.flow, businessName: step.business_name ?? step.flow };
        bot.flowPath.push(bot.flow);
      }
      bot.node = { name: step.node, kind: step.kind };
      const flowPath = [...bot.flowPath];
      emit(world, { ...of, type: 'bot.node-visited', flow: bot.flow, flowPath, node: bot.node });
      return;
    }
    case 'resolve-link':
      emit(world, { ...of, type: 'bot.link-resolved', flow, node, url: step.url });
      return;
    case 'call-action': {
      const { action_id: actionId, version, inputs } = step;
      emit(world, { ...of, type: 'bot.action-called', flow, node, actionId, version, inputs });
      return;
    }
    case 'succeed':
      emit(world, { ...of, type: 'bot.flow-succeeded', flow });
      return;
    case 'negate-success':
      emit(world, { ...of, type: 'bot.flow-success-negated', flow });
      return;
    case 'end-response':
      emit(world, { ...of, type: 'bot.response-ended' });
  }
}

function arrangeBot(world: World, contact: Contact, { pause }: Bot): void {
  contact.talkToken++;
  const at = world.now + drawMs(contact.uniform, pause);
  world.agenda.add(at, { kind: 'bot', contact, token: contact.talkToken });
}

/** Draws what bot and customer do: they exchange messages, the bot understands, and leads through a flow. */
function drawSteps(uniform: Uniform, bot: Bot): BotStep[] {
  const steps: BotStep[] = [];
  for (let turn = 0; turn < bot.turns; turn++) steps.push({ do: 'customer-says' }, { do: 'bot-says' });
  drawIntent(uniform, bot, steps);
  if (uniform() < bot.second_intent) {
    steps.push({ do: 'customer-says' });
    drawIntent(uniform, bot, steps);
  }
  if (uniform() < bot.success) {
    steps.push({ do: 'succeed' });
    if (uniform() < bot.negated) steps.push({ do: 'negate-success' });
  }
  if (uniform() < bot.end_response) steps.push({ do: 'end-response' });
  return steps;
}

function drawIntent(uniform: Uniform, bot: Bot, steps: BotStep[]): void {
  if (bot.intents.length === 0) return;
  const intent = drawByWeight(uniform, bot.intents);
  if (intent === undefined) return;
  steps.push({ do: 'detect-intent', code: intent.code, business_code: intent.business_code });
  const flow = bot.flows.find(({ name }) => name === intent.flow);
  for (const { name, kind } of flow?.nodes.slice(0, bot.nodes) ?? []) {
    const business_name = flow?.business_name;
    steps.push({ do: 'visit-node', flow: intent.flow, business_name, node: name, kind });
  }
  if (uniform() < bot.link) steps.push({ do: 'resolve-link', url: `https://example.com/${intent.flow}` });
  if (uniform() < bot.action) {
    const inputs = { intent: intent.code, attempt: 1, verified: true };
    steps.push({ do: 'call-action', action_id: `${intent.flow}-lookup`, version: '1', inputs });
  }
}
