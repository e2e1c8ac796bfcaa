import type { Command, Live, Offers } from '../api/types.ts';

/** What can be asked for with a form. */
export type FormId = 'start' | 'status' | 'hang-up' | 'event' | 'fault' | 'other';

/** One line of a form; what it says stands under its name in the command. */
export interface Field {
  readonly name: string;
  readonly label: string;
  /** What may be chosen, as the command stands; absent: any text. */
  readonly options?: (command: Command) => readonly string[];
  readonly hint?: string;
}

/** A form: a command to begin with, and what can be changed of it without knowing its keys. */
export interface Form {
  readonly title: string;
  readonly begin: Command;
  readonly fields: readonly Field[];
  /** A single event of a vendor is no command of a scenario. */
  readonly gives: 'command' | 'message';
  /** More that can be written, by name. */
  readonly more?: (command: Command) => readonly string[];
}

const anyFault = ['name', 'for', 'probability', 'first', 'every', 'times', 'where'];

/** The form of that name, for the run as it stands; `values` are those of the place where it was asked for. */
export function formOf(id: FormId, values: Command, live: Live, offers: Offers): Form {
  const queues = live.queues.shown.map(({ name }) => name);
  const agents = live.agents.shown.map(({ name }) => name);
  const contacts = live.contacts.shown.map((contact) => contact.id);
  switch (id) {
    case 'start':
      return {
        title: 'Start a call or chat',
        begin: { do: 'contact.start', queue: queues[0] ?? '', ...values, talk: '90s', ref: freeRef() },
        fields: [
          {
            name: 'queue',
            label: 'Queue',
            options: () => queues,
            hint: 'Its channel decides: call or chat.',
          },
          { name: 'talk', label: 'Talk', hint: 'How long, such as 90s.' },
          { name: 'caller', label: 'Caller', hint: 'A number, such as +15105550123.' },
          { name: 'ref', label: 'Ref', hint: 'Its name for later commands.' },
        ],
        gives: 'command',
      };
    case 'status':
      return {
        title: 'Set a status',
        begin: { do: 'agent.set-status', agent: agents[0] ?? '', ...values, status: 'lunch' },
        fields: [
          { name: 'agent', label: 'Agent', options: () => agents },
          {
            name: 'status',
            label: 'Status',
            options: () => offers.statuses,
          },
          { name: 'for', label: 'For', hint: 'How long, such as 30m.' },
        ],
        gives: 'command',
      };
    case 'hang-up':
      return {
        title: 'Hang up',
        begin: { do: 'contact.hang-up', contact: contacts[0] ?? '', ...values },
        fields: [{ name: 'contact', label: 'Contact', options: () => contacts }],
        gives: 'command',
      };
    case 'event': {
      const able = offers.vendors.filter(({ eventTypes }) => eventTypes.length > 0);
      return {
        title: 'Trigger an event',
        begin: { vendor: able[0]?.vendor ?? '', eventType: able[0]?.eventTypes[0] ?? '' },
        fields: [
          { name: 'vendor', label: 'Vendor', options: () => able.map(({ vendor }) => vendor) },
          {
            name: 'eventType',
            label: 'Event',
            options: (command) => able.find(({ vendor }) => vendor === command['vendor'])?.eventTypes ?? [],
          },
        ],
        gives: 'message',
        more: () => ['overrides: other values by the path of a field, such as data.rep_id'],
      };
    }
    case 'fault':
      return {
        title: 'Start a fault',
        begin: { do: 'fault.start', fault: offers.faults[0]?.fault ?? '' },
        fields: [
          { name: 'fault', label: 'Fault', options: () => offers.faults.map(({ fault }) => fault) },
          { name: 'for', label: 'For', hint: 'Simulated time, such as 5m.' },
          { name: 'name', label: 'Name', hint: 'Default: the fault.' },
        ],
        gives: 'command',
        more: ({ fault }) => {
          const found = offers.faults.find((one) => one.fault === fault);
          const own = found?.arguments.map(
            ({ name, about, required }) => `${name}${required ? ' (needed)' : ''}: ${about}`,
          );
          return [found?.about ?? '', ...(own ?? []), `Every fault: ${anyFault.join(', ')}.`];
        },
      };
    case 'other':
      return {
        title: 'Other command',
        begin: { do: 'agent.log-out', agent: agents[0] ?? '' },
        fields: [],
        gives: 'command',
        more: () => ['Any command of docs/scenario.md, docs/faults.md and docs/control-api.md.'],
      };
  }
}

let refs = 0;

/** A name that nothing else has, unless somebody meant it to. */
function freeRef(): string {
  return `hand-${++refs}`;
}
