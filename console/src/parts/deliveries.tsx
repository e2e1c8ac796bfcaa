import { useState } from 'preact/hooks';
import type { DeliveryHead, Filter, Live, Offers } from '../api/types.ts';
import { formatInstant, formatWord } from '../format.ts';
import { useHeld } from '../held.ts';
import { Empty, Mark, Panel } from './panel.tsx';

const outcomes = ['delivered', 'dropped', 'open', 'filtered', 'withheld', 'cut_off'];

interface DeliveriesProps {
  readonly live: Live;
  readonly offers: Offers;
  /** What the messages of `live` were asked for. */
  readonly answered: Filter;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly onChosen: (id: number) => void;
}

/** The newest messages that the filter means; the list stands still where somebody is at it, or wants it to. */
export function Deliveries({ live, offers, answered, filter, onFilter, onChosen }: DeliveriesProps) {
  const [isHeld, setIsHeld] = useState(false);
  const list = useHeld({
    newest: live.deliveries,
    keyOf: ({ id }) => id,
    of: `${live.run.run} ${JSON.stringify(answered)}`,
    isHeld,
  });
  const { shown } = list;
  return (
    <Panel
      title="Messages"
      area="messages"
      aside={
        <button type="button" class="small" aria-pressed={isHeld} onClick={() => setIsHeld(!isHeld)}>
          Hold list
        </button>
      }
      bar={<Filters offers={offers} filter={filter} onFilter={onFilter} />}
      list={list}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Event</th>
            <th scope="col" class="wide">
              Feed
            </th>
            <th scope="col" class="wide">
              Contact
            </th>
            <th scope="col">Outcome</th>
            <th scope="col" class="number wide">
              Status
            </th>
            <th scope="col" class="number wide">
              Tries
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((delivery) => (
            <Row key={delivery.id} {...{ delivery, live, onChosen }} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <Empty>No message of this kind among the last {live.searched}.</Empty>}
    </Panel>
  );
}

interface RowProps {
  readonly delivery: DeliveryHead;
  readonly live: Live;
  readonly onChosen: (id: number) => void;
}

function Row({ delivery, live, onChosen }: RowProps) {
  const { id, at, eventType, vendor, feed, contactId, outcome, status, tries, copyOf } = delivery;
  return (
    <tr>
      <td class="time">{formatInstant(at, live.run.clock.utcOffsetMinutes)}</td>
      <td>
        <button
          type="button"
          class="link"
          aria-label={`Message ${id}: ${eventType}`}
          onClick={() => onChosen(id)}
        >
          {eventType}
        </button>
        {copyOf !== null && <span class="quiet"> copy</span>}
      </td>
      <td class="wide">
        {vendor}.{feed}
      </td>
      <td class="wide">{contactId ?? '–'}</td>
      <td>
        <Mark of={outcome}>{formatWord(outcome)}</Mark>
      </td>
      <td class="number wide">{status ?? '–'}</td>
      <td class="number wide">{tries}</td>
    </tr>
  );
}

type FiltersProps = Pick<DeliveriesProps, 'offers' | 'filter' | 'onFilter'>;

function Filters({ offers, filter, onFilter }: FiltersProps) {
  const types = offers.vendors
    .filter(({ vendor }) => filter.vendor === '' || filter.vendor === vendor)
    .flatMap(({ eventTypes }) => eventTypes);
  const set = (change: Partial<Filter>): void => onFilter({ ...filter, ...change });
  return (
    <form
      class="filters"
      role="search"
      aria-label="Which messages"
      onSubmit={(event) => event.preventDefault()}
    >
      <select
        aria-label="Vendor"
        value={filter.vendor}
        onChange={(event) => set({ vendor: event.currentTarget.value })}
      >
        <option value="">all vendors</option>
        {offers.vendors.map(({ vendor }) => (
          <option key={vendor}>{vendor}</option>
        ))}
      </select>
      <select
        aria-label="Outcome"
        value={filter.outcome}
        onChange={(event) => set({ outcome: event.currentTarget.value })}
      >
        <option value="">all outcomes</option>
        {outcomes.map((outcome) => (
          <option key={outcome} value={outcome}>
            {formatWord(outcome)}
          </option>
        ))}
      </select>
      <input
        aria-label="Event type"
        placeholder="event type"
        list="event-types"
        value={filter.eventType}
        onChange={(event) => set({ eventType: event.currentTarget.value.trim() })}
      />
      <datalist id="event-types">
        {[...new Set(types)].map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
      <input
        aria-label="Contact"
        placeholder="contact"
        value={filter.contact}
        onChange={(event) => set({ contact: event.currentTarget.value.trim() })}
      />
      <button
        type="button"
        class="small"
        disabled={Object.values(filter).every((value) => value === '')}
        onClick={() => onFilter({ vendor: '', eventType: '', outcome: '', contact: '' })}
      >
        Clear
      </button>
    </form>
  );
}
