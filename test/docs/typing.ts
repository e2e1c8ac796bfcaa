import { goingOn, type Line } from './setting.ts';
import type { GoingOn, Said, Terminal } from './terminal.ts';

/** Command lines that were typed, those that go on among them. */
export interface Typing {
  /** Types a line. It is over when this resolves, or ready, where it goes on; the code is 0 when that was well. */
  type(text: string, line: Line): Promise<Said>;
  /** Ends the line that goes on and was typed last. */
  endLast(): Promise<Said | undefined>;
  /** What was said, line by line. */
  outputs(): string[];
}

interface Left {
  readonly going: GoingOn;
  readonly codes: readonly number[];
}

/** Begins to type at a terminal. */
export function beginTyping(terminal: Terminal): Typing {
  const left: Left[] = [];
  const said: (() => string)[] = [];
  const endLast = async (): Promise<Said | undefined> => {
    const last = left.pop();
    return last === undefined ? undefined : judge(await terminal.end(last.going), last.codes);
  };
  const type = async (text: string, line: Line): Promise<Said> => {
    const kind = goingOn.find((one) => one.line.test(text));
    if (kind === undefined) {
      const ended = await terminal.type(text);
      said.push(() => ended.output);
      return judge(ended, line.codes);
    }
    const going = terminal.begin(text.replace(/ &$/, ''));
    said.push(() => going.output());
    left.push({ going, codes: line.codes ?? kind.codes });
    await going.says(line.says ?? kind.says);
    if (line.isAlone !== true) return { code: 0, output: going.output() };
    return (await endLast()) ?? { code: 0, output: '' };
  };
  return { type, endLast, outputs: () => said.map((output) => output()) };
}

/** 0 stands for every code that is right. */
const judge = ({ code, output }: Said, codes: readonly number[] = [0]): Said => ({
  code: code !== null && codes.includes(code) ? 0 : code,
  output,
});
