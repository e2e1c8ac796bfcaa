import { useEffect, useState } from 'preact/hooks';
import { call } from '../api/client.ts';
import type { Delivery } from '../api/types.ts';
import { formatBody, formatMs, formatWord } from '../format.ts';
import type { Hands } from '../hands.ts';
import { Copy } from './copy.tsx';
import { Dialog } from './dialog.tsx';
import { Empty, Mark } from './panel.tsx';

interface DeliverySheetProps {
  readonly id: number;
  /** Changes when there may be news of it. */
  readonly now: string;
  readonly hands: Hands;
  readonly onClosed: () => void;
}

/** One message with everything that is known of it. */
export function DeliverySheet({ id, now, hands, onClosed }: DeliverySheetProps) {
  const [found, setFound] = useState<Delivery | string | undefined>(undefined);
  const isSettled = typeof found === 'object' && found.id === id && found.outcome !== 'open';
  useEffect(() => {
    if (isSettled) return;
    call<Delivery>('GET', `/v1/deliveries/${id}`).then(setFound, (error: Error) => setFound(error.message));
  }, [id, now]);
  return (
    <Dialog title={`Message ${id}`} kind="sheet" onClosed={onClosed}>
      <div class="sheet-body" tabIndex={0} role="region" aria-label={`Message ${id}`}>
        {found === undefined && <Empty>Looking …</Empty>}
        {typeof found === 'string' && <Empty>{found}</Empty>}
        {typeof found === 'object' && <Whole delivery={found} hands={hands} />}
      </div>
    </Dialog>
  );
}

function Whole({ delivery, hands }: { readonly delivery: Delivery; readonly hands: Hands }) {
  const { id, eventType, vendor, feed, eventId, contactId, outcome, reason, method, url, copyOf } = delivery;
  const facts: readonly (readonly [string, string | null])[] = [
    ['feed', `${vendor}.${feed}`],
    ['event id', eventId],
    ['contact', contactId],
    ['copy of', copyOf === null ? null : `message ${copyOf}`],
    ['reason', reason],
  ];
  return (
    <>
      <p class="sheet-title">
        <b>{eventType}</b> <Mark of={outcome}>{formatWord(outcome)}</Mark>
        <button
          type="button"
          class="primary"
          disabled={outcome === 'filtered'}
          onClick={() => hands.redeliver(id)}
        >
          Redeliver
        </button>
      </p>
      <dl class="facts">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <h3>Attempts</h3>
      <Attempts delivery={delivery} />
      <h3>
        Body <Copy text={delivery.body} what="the body" />
      </h3>
      <pre tabIndex={0}>{formatBody(delivery.body)}</pre>
      <h3>Request</h3>
      <pre tabIndex={0}>
        {[
          `${method} ${url}`,
          ...Object.entries(delivery.headers).map(([name, value]) => `${name}: ${value}`),
        ].join('\n')}
      </pre>
    </>
  );
}

function Attempts({ delivery: { attempts, outcome } }: { readonly delivery: Delivery }) {
  if (attempts.length === 0)
    return <Empty>{outcome === 'open' ? 'None has ended yet.' : 'It was never sent.'}</Empty>;
  return (
    <ol class="attempts">
      {attempts.map((attempt) => (
        <li key={attempt.try}>
          <p>
            <b>{attempt.status ?? attempt.error ?? 'no answer'}</b>{' '}
            {attempt.status !== null && attempt.error !== null && <span>{attempt.error}</span>}{' '}
            <span class="quiet">
              late {formatMs(attempt.startedMs - attempt.dueMs)} · answered after{' '}
              {formatMs(attempt.finishedMs - attempt.startedMs)}
            </span>
          </p>
          {attempt.detail !== undefined && <p>{attempt.detail}</p>}
          {attempt.answer !== null && <pre tabIndex={0}>{attempt.answer}</pre>}
        </li>
      ))}
    </ol>
  );
}
