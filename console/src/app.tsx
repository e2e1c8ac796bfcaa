import { useState } from 'preact/hooks';
import { everything, useLive } from './api/live.ts';
import type { Command } from './api/types.ts';
import { CommandDialog } from './forms/command-dialog.tsx';
import { formOf, type Form, type FormId } from './forms/forms.ts';
import { formatCount, formatMs } from './format.ts';
import { useHands } from './hands.ts';
import { Agents } from './parts/agents.tsx';
import { ByHand } from './parts/by-hand.tsx';
import { Chart, type Line } from './parts/chart.tsx';
import { Contacts } from './parts/contacts.tsx';
import { Deliveries } from './parts/deliveries.tsx';
import { DeliverySheet } from './parts/delivery.tsx';
import { Header } from './parts/header.tsx';
import { Hubs } from './parts/hubs.tsx';
import { NoRun } from './parts/no-run.tsx';
import { Numbers } from './parts/numbers.tsx';
import { Queues } from './parts/queues.tsx';

const rates: readonly Line[] = [
  { name: 'rendered', colour: 'quiet', isDashed: true, read: ({ rendered }) => rendered },
  { name: 'delivered', colour: 'good', read: ({ delivered }) => delivered },
  { name: 'dropped', colour: 'bad', read: ({ dropped }) => dropped },
];
const latencies: readonly Line[] = [
  { name: 'p50', colour: 'accent', read: ({ latencyP50Ms }) => latencyP50Ms },
  { name: 'p99', colour: 'warn', isDashed: true, read: ({ latencyP99Ms }) => latencyP99Ms },
];

/** The page: one answer of the API a second, shown; and what is done by hand. */
export function App() {
  const [filter, setFilter] = useState(everything);
  const [chosen, setChosen] = useState<number | undefined>(undefined);
  const [form, setForm] = useState<Form | undefined>(undefined);
  const [{ live, filter: answered, offers, points, error }, lookAgain] = useLive(filter);
  const ask = (id: FormId, values: Command): void => {
    if (live !== undefined && offers !== undefined) setForm(formOf(id, values, live, offers));
  };
  const [hands, done] = useHands(live, ask, lookAgain);
  if (live === undefined || offers === undefined) return <NoRun error={error} onToken={lookAgain} />;
  return (
    <>
      <Header live={live} hands={hands} />
      <p class="lost" role="status">
        {error === undefined ? '' : `This is not up to date: ${error.message}`}
      </p>
      <main class="board">
        <Numbers live={live} />
        <Chart title="Messages a second" area="rate" points={points} lines={rates} format={formatRate} />
        <Chart
          title="Latency"
          area="latency"
          points={points}
          lines={latencies}
          format={formatMs}
          isLogarithmic
        />
        <Queues live={live} hands={hands} />
        <Agents live={live} hands={hands} />
        <Contacts live={live} hands={hands} onChosen={(contact) => setFilter({ ...everything, contact })} />
        <Deliveries {...{ live, offers, answered, filter }} onFilter={setFilter} onChosen={setChosen} />
        <ByHand live={live} hands={hands} done={done} />
        <Hubs live={live} />
      </main>
      {chosen !== undefined && (
        <DeliverySheet
          id={chosen}
          now={live.run.clock.now}
          hands={hands}
          onClosed={() => setChosen(undefined)}
        />
      )}
      {form !== undefined && <CommandDialog form={form} hands={hands} onClosed={() => setForm(undefined)} />}
    </>
  );
}

function formatRate(value: number | null): string {
  return value === null ? '–' : formatCount(Math.round(value));
}
