import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { machineClock, type Clock } from '../../lib/clock.ts';
import { formatDuration } from '../../lib/duration.ts';

/** So much of what a command says is told when it fails. */
const keptCharacters = 300;
/** What has been asked to end and has not by then is killed. */
const killAfterMs = 1000;

/**
 * Runs a command of the user's in a shell, to its end. A text says why it came to nothing: it failed, or it was not over
 * within the time, and then it is ended with everything that it started.
 */
export async function execute(
  command: string,
  withinMs: number,
  stop: AbortSignal,
  clock: Clock = machineClock,
): Promise<string | undefined> {
  // A group of its own, which can be ended as one.
  const child = spawn(command, { shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-keptCharacters);
    });
  }
  let isLate = false;
  let hasEnded = false;
  const over = new AbortController();
  const kill = (signal: 'SIGTERM' | 'SIGKILL'): void => {
    if (child.pid !== undefined && !hasEnded) process.kill(-child.pid, signal);
  };
  const end = (): void => {
    kill('SIGTERM');
    void clock.sleep(killAfterMs, over.signal).then(() => kill('SIGKILL'));
  };
  stop.addEventListener('abort', end, { once: true });
  void clock.sleep(withinMs, over.signal).then(() => {
    if (over.signal.aborted) return;
    isLate = true;
    end();
  });
  // What it leaves running may keep its output open: its own end is waited for.
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  hasEnded = true;
  over.abort();
  stop.removeEventListener('abort', end);
  child.stdout.destroy();
  child.stderr.destroy();
  if (code === 0) return undefined;
  if (isLate) {
    return `The command was not over within ${formatDuration(withinMs)}. Let it end once the restart is under way, with what it starts in the background.`;
  }
  const last = said.trim();
  return `The command ended with ${code ?? signal}${last === '' ? '.' : `: ${last}`}`;
}
