import { drawItem, drawWeighted, uniformOf, type Uniform } from '../../lib/random.ts';
import { requestAgent, startBot } from './bot.ts';
import type { Customer } from '../model/events/contact-facts.ts';
import type { ContactId, CustomerId } from '../model/ids.ts';
import { offer, startPatience } from '../queues/queueing.ts';
import type { Contact, ContactDraft } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { emit } from '../model/emit.ts';
import { drawCustomerNumber } from '../numbers/numbers.ts';

/** So many customers are remembered, to come back. */
const rememberedCustomers = 1000;
const clientVersions = ['5.0.0', '5.1.2', '5.2.0'];

/** The contact exists: it is in the view and its first events are emitted. Where it goes is up to the caller. */
export function createContact(world: World, draft: ContactDraft): Contact {
  const { profile, queue } = draft;
  const ordinal = ++world.numbered.contacts;
  // Every day draws the same: only its numbers go on.
  const stream = world.random.open('contact', ordinal - world.before.contacts);
  const uniform = uniformOf(stream);
  const customer = draft.customer ?? drawCustomer(world, uniform, draft);
  const inbound = profile.direction === 'inbound';
  const direct = draft.agent !== null && inbound;
  const own = draft.agent === null ? '' : draft.agent.phone.number;
  const called = direct ? own : (queue?.number ?? own);
  const contact: Contact = {
    id: `contact-${ordinal}` as ContactId,
    ordinal,
    ref: draft.ref,
    channel: profile.channel,
    direction: profile.direction,
    direct,
    profile: draft.profileName,
    customer,
    callerNumber: customer.number,
    dialledNumber: inbound ? called : customer.number,
    client: { kind: drawWeighted(uniform, profile.client), version: drawItem(uniform, clientVersions) },
    sessionOrdinal: profile.channel === 'chat' ? 1 : 0,
    createdAt: world.now,
    queueId: direct ? null : (queue?.id ?? null),
    agentId: null,
    intents: [],
    plan: profile,
    uniform,
    stream,
    phase: 'bot',
    queue: direct ? null : queue,
    leg: null,
    talk: null,
    talkToken: 0,
    patience: null,
    waitToken: 0,
    waitingSince: null,
    waitStartedAt: world.now,
    queueWaitMs: 0,
    queuedMs: 0,
    talkedMs: 0,
    passed: [],
    agentRequested: false,
    turns: { customer: 0, agent: 0, customerSpokeLast: true, bot: 0, supervisor: 0, system: 0 },
    bot: null,
    supervision: null,
    pickUp: inbound ? 'answered' : drawWeighted(uniform, profile.outcome),
    callback: null,
    attemptNote: '',
    pendingTransfer: null,
    surveyDue: false,
    resolved: null,
    matter: null,
    words: null,
    openLegs: 0,
    endedBy: 'system',
  };
  world.contacts.set(contact.id, contact);
  if (draft.ref !== undefined) world.contactRefs.set(draft.ref, contact.id);
  emit(world, { type: 'contact.created', at: world.now, contactId: contact.id });
  const { attributes } = profile;
  if (attributes !== null && uniform() < attributes.share) {
    const { values } = attributes;
    emit(world, {
      type: 'contact.customer-attributes-set',
      at: world.now,
      contactId: contact.id,
      attributes: values,
    });
  }
  return contact;
}

/** An inbound contact: to the bot, to an agent's own telephone, or to a queue. */
export function receiveContact(world: World, draft: ContactDraft): Contact {
  const contact = createContact(world, draft);
  if (draft.profile.bot !== null && contact.channel === 'chat' && draft.agent === null) {
    startBot(world, contact, draft.profile.bot);
  } else if (draft.agent === null) requestAgent(world, contact, 'customer');
  else {
    startPatience(world, contact);
    offer(world, contact, { kind: 'agent', agent: draft.agent });
  }
  return contact;
}

/** A customer of that name and number, drawn where they are not given; perhaps one who was here before. */
export function drawCustomer(
  world: World,
  uniform: Uniform,
  { caller, name, profile }: Pick<ContactDraft, 'caller' | 'name'> & { profile: { returning: number } },
): Customer {
  const { customers, names } = world;
  const given = caller === undefined && name === undefined;
  if (given && profile.returning > 0 && uniform() < profile.returning && customers.length > 0) {
    return drawItem(uniform, customers);
  }
  const ordinal = ++world.numbered.customers;
  const customer: Customer = {
    id: `customer-${ordinal}` as CustomerId,
    name: name ?? `${drawItem(uniform, names.given)} ${drawItem(uniform, names.family)}`,
    number: caller ?? drawCustomerNumber(uniform, world.numbers),
  };
  if (customers.length < rememberedCustomers) customers.push(customer);
  else customers[(ordinal - world.before.customers) % rememberedCustomers] = customer;
  return customer;
}
