import type { Live } from '../api/types.ts';
import { formatSince, formatWord } from '../format.ts';
import type { Hands } from '../hands.ts';
import { useHeld } from '../held.ts';
import { Empty, Mark, Panel } from './panel.tsx';

interface ContactsProps {
  readonly live: Live;
  readonly hands: Hands;
  /** Shows the messages about a contact only. */
  readonly onChosen: (contact: string) => void;
}

/** The calls and chats that are not over, the newest first, each with its phase; still where somebody is at them. */
export function Contacts({ live: { contacts, run }, hands, onChosen }: ContactsProps) {
  const list = useHeld({ newest: contacts.shown, keyOf: ({ id }) => id, of: run.run });
  const phases = Object.entries(contacts.byPhase).map(([phase, count]) => `${count} ${phase}`);
  return (
    <Panel title="Contacts" area="contacts" aside={phases.join(' · ')} list={list}>
      {list.shown.length === 0 ? (
        <Empty>Nobody calls or writes at the moment.</Empty>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Contact</th>
              <th scope="col">Phase</th>
              <th scope="col" class="wide">
                Queue
              </th>
              <th scope="col" class="wide">
                Agent
              </th>
              <th scope="col" class="number">
                Age
              </th>
              <th scope="col">
                <span class="hidden">Do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.shown.map((contact) => (
              <tr key={contact.id}>
                <th scope="row">
                  <button
                    type="button"
                    class="link"
                    title={`Messages about ${contact.id}`}
                    onClick={() => onChosen(contact.id)}
                  >
                    {contact.id}
                  </button>{' '}
                  <span class="quiet">
                    {contact.channel}
                    {contact.direction === 'outbound' ? ' out' : ''}
                  </span>
                </th>
                <td>
                  <Mark of={list.isGone(contact) ? 'gone' : contact.phase}>
                    {list.isGone(contact) ? 'gone' : formatWord(contact.phase)}
                  </Mark>
                </td>
                <td class="wide">{contact.queue ?? '–'}</td>
                <td class="wide">{contact.agent ?? '–'}</td>
                <td class="number">{formatSince(contact.created, run.clock.now)}</td>
                <td class="do">
                  <button
                    type="button"
                    class="small"
                    aria-label={`Hang up ${contact.id}`}
                    onClick={() => hands.ask('hang-up', { contact: contact.id })}
                  >
                    Hang up
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
