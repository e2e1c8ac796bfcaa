import type { Live } from '../api/types.ts';
import { formatInstant, formatWord } from '../format.ts';
import type { Hands } from '../hands.ts';
import { Mark } from './panel.tsx';

const speeds = ['1', '10', '60', '600', '3600'];

function paceOf(live: Live): string {
  const { pace } = live.run;
  if (pace.kind === 'speed') return `${pace.speed}× real time`;
  if (pace.kind === 'max') return 'as fast as it goes';
  return `${pace.stages[0]?.ratePerSec ?? 0} messages/s`;
}

/** Which run, where it stands, and what moves its time. */
export function Header({ live, hands }: { readonly live: Live; readonly hands: Hands }) {
  const { state, scenario, seed, clock } = live.run;
  const isOver = state === 'over';
  const isPaused = state === 'paused';
  const name = scenario.split(/[/\\]/).at(-1) || 'a scenario';
  return (
    <header class="top">
      <div class="top-run">
        <h1>
          <span class="brand">phoney</span> {name}
        </h1>
        <span class="quiet">
          seed {seed} · {paceOf(live)}
        </span>
      </div>
      <div class="top-clock" aria-label="Simulated time">
        <time dateTime={clock.now}>{formatInstant(clock.now, clock.utcOffsetMinutes, true)}</time>
        <Mark of={live.verdict ?? state}>{live.verdict ?? formatWord(state)}</Mark>
      </div>
      <div class="top-steer" role="group" aria-label="Time">
        <button
          type="button"
          class="primary"
          disabled={isOver}
          title={isPaused ? 'do: run.resume' : 'do: run.pause'}
          onClick={() => hands.command({ do: isPaused ? 'run.resume' : 'run.pause' })}
        >
          {isPaused ? 'Resume' : 'Pause'}
        </button>
        <button
          type="button"
          disabled={isOver}
          title="Up to the next event of the centre"
          onClick={hands.next}
        >
          Next event
        </button>
        {['1m', '10m'].map((by) => (
          <button
            type="button"
            key={by}
            disabled={isOver}
            title={`do: run.advance\nby: ${by}`}
            onClick={() => hands.command({ do: 'run.advance', by })}
          >
            +{by}
          </button>
        ))}
        <Speed live={live} hands={hands} />
        {(isOver || state === 'waiting') && (
          <button type="button" title="The same scenario from its beginning" onClick={hands.playAgain}>
            Play again
          </button>
        )}
      </div>
    </header>
  );
}

function Speed({ live, hands }: { readonly live: Live; readonly hands: Hands }) {
  const { pace, state } = live.run;
  const now = pace.kind === 'speed' ? String(pace.speed) : '';
  const known = speeds.includes(now) || now === '' ? speeds : [now, ...speeds];
  return (
    <label class="inline">
      <span>Speed</span>
      <select
        value={now}
        disabled={state === 'over'}
        title="do: pace.speed"
        onChange={({ currentTarget: { value } }) => {
          if (value !== '') hands.command({ do: 'pace.speed', speed: Number(value) });
        }}
      >
        {now === '' && <option value="">–</option>}
        {known.map((speed) => (
          <option key={speed} value={speed}>
            {speed}×
          </option>
        ))}
      </select>
    </label>
  );
}
