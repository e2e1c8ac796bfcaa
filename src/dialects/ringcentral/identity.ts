import type { AgentId, QueueId } from '../../centre/model/ids.ts';
import type { AgentView, CentreView, ContactView } from '../../centre/model/view.ts';
import type { Identities } from '../dialect.ts';
import type { DateTimeForm } from './date-time.ts';

/** The vendor's ids in a run, of the shapes on the page. The same centre gives the same ids. */
export interface Identity {
  /** Seven digits, such as `1369310`. */
  agentId(id: AgentId, view: CentreView): string;
  /** The agent's e-mail address with the account in it: `alice+15300002_1001@phoney.example`. */
  username(agent: AgentView, view: CentreView): string;
  /** Nine digits, another for each log-in of the run. */
  loginId(ordinal: number): string;
  /** Five digits, such as `72992`. */
  queueId(id: QueueId, view: CentreView): string;
  /** 30 digits that begin with the time at which the call was made. */
  callId(contact: Pick<ContactView, 'ordinal' | 'createdAt'>): string;
}

const firstAgent = 1_369_310;
const firstUser = 1001;
const firstLogin = 612_730_000;
const firstQueue = 72_992;

/** What follows the time in a call id: the platform's node, then a count of ten digits. */
const node = '013212';

/** The ids of one account; `dateTime` is the form that call ids begin with. */
export function createIdentity(accountId: string, dateTime: DateTimeForm): Identity {
  const agents = new Map<AgentId, number>();
  const queues = new Map<QueueId, number>();

  return {
    agentId: (id, view) => String(firstAgent + placeOf(id, agents, view.agents)),
    username(agent, view) {
      const user = firstUser + placeOf(agent.id, agents, view.agents);
      const at = agent.email.lastIndexOf('@');
      return `${agent.email.slice(0, at)}+${accountId}_${user}${agent.email.slice(at)}`;
    },
    loginId: (ordinal) => String(firstLogin + ordinal),
    queueId: (id, view) => String(firstQueue + placeOf(id, queues, view.queues)),
    callId: ({ ordinal, createdAt }) =>
      dateTime(createdAt).replaceAll(/\D/g, '') + node + String(ordinal).padStart(10, '0'),
  };
}

/** The ids and names under which agents and queues stand in the vendor's events. */
export function identify(view: CentreView, identity: Identity): Identities {
  return {
    agents: new Map(
      view.agents.map((agent) => [
        agent.id,
        {
          agent_id: identity.agentId(agent.id, view),
          username: identity.username(agent, view),
          external_agent_id: agent.externalId,
        },
      ]),
    ),
    queues: new Map(
      view.queues.map(({ id, name }) => [id, { gate_id: identity.queueId(id, view), gate_name: name }]),
    ),
  };
}

/** `number*extension@RC_SOFTPHONE`: the site's main number, an asterisk and the extension. */
export function agentPhone({ phone }: AgentView): string {
  return `${phone.number.replace('+', '')}*${phone.extension}@RC_SOFTPHONE`;
}

/** A number as the page shows it: ten digits for one of North America, else with its country code. */
export function plainNumber(e164: string): string {
  return /^\+1\d{10}$/.test(e164) ? e164.slice(2) : e164.replace('+', '');
}

/** The position of `id` in the centre's list, which only ever grows at its end. */
function placeOf<Id>(id: Id, places: Map<Id, number>, list: readonly { readonly id: Id }[]): number {
  for (let place = places.size; !places.has(id) && place < list.length; place++) {
    places.set((list[place] as { readonly id: Id }).id, place);
  }
  const place = places.get(id);
  if (place === undefined) throw new RangeError(`The centre has no ${String(id)}.`);
  return place;
}
