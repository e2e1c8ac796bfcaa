import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { StartedCommand } from '../../check/surroundings.ts';

/** Starts a command of the user's in a shell, with these variables beside those of phoney. What it says goes to stderr. */
export function startCommand(command: string, variables: Readonly<Record<string, string>>): StartedCommand {
  // A group of its own, which can be ended as one.
  const child = spawn(command, {
    shell: true,
    detached: true,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...variables },
  });
  const exited = once(child, 'exit');
  return {
    async end() {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // Nobody is left of the group.
      }
      await exited;
    },
  };
}
