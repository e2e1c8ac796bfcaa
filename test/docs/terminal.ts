import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** A command line that has ended. */
export interface Said {
  readonly code: number | null;
  /** stdout and stderr, as a screen shows them. */
  readonly output: string;
}

/** A command line that goes on until it is ended. */
export interface GoingOn {
  readonly text: string;
  readonly child: ChildProcess;
  /** What it has said so far. */
  output(): string;
  /** Resolves when it has said what `ready` matches; rejects when it ends before. */
  says(ready: RegExp): Promise<void>;
  readonly ended: Promise<Said>;
}

/** Goes on where the last command line has left off: in its folder, with its variables. A signal is for the program, whose code counts. */
const script = 'trap : TERM; exec 2>&1; . "$0"; . "$1"';

/** Leaves off: variables and folder are kept for the next command line. */
const keep = '; code=$?; { export -p; printf "cd %q\\n" "$PWD"; } > "$0"; exit $code';

/** A shell of somebody who follows a page: command lines are typed into it, one after the other. */
export interface Terminal {
  /** Begins a command line and does not wait for its end. */
  begin(text: string): GoingOn;
  /** Has a command line carried out. */
  type(text: string): Promise<Said>;
  /** Ends what `begin` began, as Ctrl-C or a build server does, and tells how it ended. */
  end(goingOn: GoingOn): Promise<Said>;
  /** Ends all that is left. */
  close(): void;
}

/** Opens a terminal in `folder`; what its command lines leave to the next, and their texts, are kept where `state` is. */
export function openTerminal(folder: string, state: string, env: NodeJS.ProcessEnv): Terminal {
  const begun = new Set<ChildProcess>();
  let count = 0;
  writeFileSync(state, '');
  const start = (text: string, behind: string): GoingOn => {
    const file = path.join(path.dirname(state), `typed-${++count}.sh`);
    writeFileSync(file, `${text}\n`);
    // A process group of its own: a command line may be several processes, and all of them are ended.
    const child = spawn('bash', ['-c', script + behind, state, file], {
      cwd: folder,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    begun.add(child);
    return listenTo(child, text);
  };
  return {
    begin: (text) => start(text, ''),
    type: (text) => start(text, keep).ended,
    end: (goingOn) => {
      signal(goingOn.child, 'SIGTERM');
      return goingOn.ended;
    },
    close: () => {
      for (const child of begun) signal(child, 'SIGKILL');
    },
  };
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // All of the group have ended.
  }
}

function listenTo(child: ChildProcess, text: string): GoingOn {
  let output = '';
  const ended = once(child, 'close').then(([code]): Said => ({ code: code as number | null, output }));
  const looking = new Set<() => void>();
  child.stdout?.setEncoding('utf8').on('data', (data: string) => {
    output += data;
    for (const look of looking) look();
  });
  const says = (ready: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (ready.test(output)) resolve();
      };
      looking.add(look);
      look();
      void ended.then(({ code }) =>
        reject(new Error(`${text}\nended with ${code} before it said ${ready}:\n${output}`)),
      );
    });
  return { text, child, output: () => output, says, ended };
}
