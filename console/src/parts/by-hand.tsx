import { useState } from 'preact/hooks';
import { call, type ApiError } from '../api/client.ts';
import type { Live, SavedScenario } from '../api/types.ts';
import type { FormId } from '../forms/forms.ts';
import { formatInstant } from '../format.ts';
import type { Done, Hands } from '../hands.ts';
import { Copy } from './copy.tsx';
import { Empty, Mark, Panel } from './panel.tsx';

const offered: readonly (readonly [FormId, string])[] = [
  ['start', 'Start a call or chat'],
  ['status', 'Set a status'],
  ['hang-up', 'Hang up'],
  ['event', 'Trigger an event'],
  ['fault', 'Start a fault'],
  ['other', 'Other command'],
];

/** What people do by hand, and what came of it. */
export function ByHand({
  live,
  hands,
  done,
}: {
  readonly live: Live;
  readonly hands: Hands;
  readonly done: readonly Done[];
}) {
  return (
    <Panel title="By hand" area="hand" aside={<Save />}>
      <div class="offered" role="group" aria-label="Things to do">
        {offered.map(([form, title]) => (
          <button
            type="button"
            key={form}
            disabled={live.run.state === 'over'}
            onClick={() => hands.ask(form, {})}
          >
            {title}
          </button>
        ))}
      </div>
      {live.faults.length > 0 && (
        <ul class="faults" aria-label="Faults that go on">
          {live.faults.map((name) => (
            <li key={name}>
              <Mark of="fault">fault</Mark> {name}
              <button
                type="button"
                class="small"
                aria-label={`Stop the fault ${name}`}
                title={`do: fault.stop\nname: ${name}`}
                onClick={() => hands.command({ do: 'fault.stop', name })}
              >
                Stop
              </button>
            </li>
          ))}
        </ul>
      )}
      {done.length === 0 && <Empty>Nothing yet. What you do stands here, as YAML for a scenario.</Empty>}
      <ol class="done">
        {done.map(({ id, at, outcome, detail, yaml }) => (
          <li key={id}>
            <p>
              <span class="time">{formatInstant(at, live.run.clock.utcOffsetMinutes)}</span>{' '}
              <Mark of={outcome}>{outcome}</Mark> <Copy text={yaml} what="the command as YAML" />
            </p>
            <pre tabIndex={0}>{yaml}</pre>
            {detail !== '' && <p class="detail">{detail}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** Has the server write the scenario, and gives it to the browser as a file. */
function Save() {
  const [problem, setProblem] = useState('');
  const save = async (): Promise<void> => {
    try {
      const { name, text } = await call<SavedScenario>('GET', '/v1/scenario');
      download(name, text);
      setProblem('');
    } catch (error) {
      setProblem((error as ApiError).message);
    }
  };
  return (
    <>
      {problem !== '' && <span role="alert">{problem}</span>}
      <button type="button" class="small" onClick={() => void save()}>
        Save as scenario
      </button>
    </>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
