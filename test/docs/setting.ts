/** What is particular about a command line of a page. */
export interface Line {
  /** Exit codes that are right; 0 where nothing is said. */
  readonly codes?: readonly number[];
  /** Why it is not carried out. A line of phoney's is still held against phoney's grammar, one of npm's against the scripts there are. */
  readonly notRun?: string;
  /** Typed before it, by a reader who has read what stands below. */
  readonly first?: string;
  /** The same, and goes on as long as the line does. */
  readonly beside?: string;
  /** Ended as soon as it is ready: the next line is another way to do the same. */
  readonly isAlone?: true;
  /** What it says once it is ready, where that is not what its command says elsewhere. */
  readonly says?: RegExp;
}

/** What a reader of a page has before them, so that its blocks can be followed as they are written. */
export interface Setting {
  /** Files by their names, with the ports of the page in them. */
  readonly files?: Readonly<Record<string, string>>;
  /** Whether `certs/` is there, and the same files beside it; default: yes. */
  readonly certificates?: boolean;
  /** What the reader has typed before: a receiver that listens, a day that was recorded. */
  readonly before?: readonly string[];
  /** What is typed in place of what is written: names that are made up, days that would be long. */
  readonly instead?: readonly (readonly [written: string, typed: string])[];
  /** By what a command line begins with. */
  readonly lines?: Readonly<Record<string, Line>>;
  /** Pictures that no output on the page is held against, by what they begin with, and why. */
  readonly pictures?: Readonly<Record<string, string>>;
  readonly code?: Code;
}

/** How the blocks of TypeScript and JavaScript of a page are run: as one module, one after the other. */
export interface Code {
  /** What the reader has written before, below the imports. */
  readonly before?: string;
  /** What the reader does at the end: what was opened is closed. */
  readonly after?: string;
  /** Imports that the page leaves to the reader. */
  readonly imports?: readonly string[];
  /** Blocks that are not run, by what they begin with, and why. */
  readonly notRun?: Readonly<Record<string, string>>;
}

/** Command lines that go on until they are ended, what they say when they are ready, and how they end. */
export const goingOn: readonly { line: RegExp; says: RegExp; codes: readonly number[] }[] = [
  { line: /\bphoney listen\b/, says: /^Listening on|"ready"/m, codes: [0] },
  { line: /\bphoney serve\b/, says: /^(Ready|Console|Control API) at|"ready"/m, codes: [0, 1] },
  { line: /^(\w+=\S* )*npm start\b/, says: /$/, codes: [143] },
  { line: /\bphoney tap\b/, says: /^Connected|"message"/m, codes: [0, 1] },
  { line: /^redis-server\b/, says: /Ready to accept connections/, codes: [0] },
  { line: /\bphoney worker\b/, says: /waits for shares|"ready"/m, codes: [0] },
  { line: /\bphoney run\b.* --paused\b/, says: /^Control API at|"ready"/m, codes: [143] },
  { line: /\bphoney run\b.* --watch\b/, says: /^Waiting for a change/m, codes: [0, 143] },
  { line: /\bphoney ctl follow\b/, says: /\S/, codes: [0, 143] },
  { line: /\bphoney check enreach\b(?!.*--client-command)/, says: /^Start your client now/m, codes: [143] },
  { line: /\bcurl -N\b/, says: /^event: run/m, codes: [143] },
];

/** What holds for every page. */
export const everywhere: readonly (readonly [written: RegExp, typed: string])[] = [
  [/https:\/\/receiver\.example\//g, 'https://localhost:8443/'],
  // A minute of load says no more about a page than a second.
  [/--duration \d+(s|m)\b/g, '--duration 1s'],
  [/--rate \d{3,}\b/g, '--rate 100'],
];
