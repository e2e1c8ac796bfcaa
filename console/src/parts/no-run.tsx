import { useState } from 'preact/hooks';
import { keepToken, type ApiError } from '../api/client.ts';

/** What stands on the page before there is anything to show. */
export function NoRun({
  error,
  onToken,
}: {
  readonly error: ApiError | undefined;
  readonly onToken: () => void;
}) {
  if (error?.status === 401) return <AskToken onToken={onToken} />;
  return (
    <main class="alone">
      <h1>
        <span class="brand">phoney</span> console
      </h1>
      <p role="status">{explain(error)}</p>
    </main>
  );
}

function explain(error: ApiError | undefined): string {
  if (error === undefined) return 'Looking at the run …';
  if (error.kind === 'no-run')
    return 'There is no run yet. The page shows it once one is started: POST /v1/scenarios.';
  return error.message;
}

function AskToken({ onToken }: { readonly onToken: () => void }) {
  const [token, setToken] = useState('');
  return (
    <main class="alone">
      <h1>
        <span class="brand">phoney</span> console
      </h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          keepToken(token.trim());
          onToken();
        }}
      >
        <label>
          Token, as --control-token-env has it
          <input
            type="password"
            autocomplete="off"
            value={token}
            onInput={(event) => setToken(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary">
          Look
        </button>
      </form>
      <p class="quiet">It is kept until this tab is closed.</p>
    </main>
  );
}
