/** A command line may be several commands: `a && b | c`. */
const ends = new Set(['|', '&', ';']);

/**
 * The commands of a line of a shell, each as its words, as far as pages need them: quotes, backslashes, comments, pipes. What a
 * shell would put in place of `$NAME` or `$(…)` stays as it is written.
 */
export function commandsOf(text: string): string[][] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  let quote = '';
  const endWord = (): void => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quote !== '') {
      if (char === quote) quote = '';
      else word += char;
    } else if (char === "'" || char === '"') {
      quote = char;
      word ??= '';
    } else if (char === '\\') {
      at++;
      if (text[at] !== '\n') word = (word ?? '') + (text[at] ?? '');
    } else if (char === '#' && word === undefined) {
      while (at < text.length && text[at] !== '\n') at++;
      at--;
    } else if (ends.has(char)) {
      endWord();
      commands.push([]);
    } else if (/\s/.test(char)) endWord();
    else word = (word ?? '') + char;
  }
  endWord();
  return commands.filter((command) => command.length > 0);
}

/** Whether a line goes on in the next: it ends with a backslash, or within quotes. */
export function goesOn(text: string): boolean {
  const bare = text.replaceAll(/\\[^]/g, '').replaceAll(/'[^']*'|"[^"]*"/g, '');
  return text.endsWith('\\') || /['"]/.test(bare.replaceAll(/(^|\s)#.*$/gm, ''));
}

/** What comes before a command: variables, `npx`. */
const isBefore = (word: string): boolean => /^\w+=/.test(word) || word === 'npx' || word === '--yes';

/** The words behind `phoney` of each command of `text` that is one. */
export function phoneyCommandsOf(text: string): string[][] {
  return commandsOf(text).flatMap((words): string[][] => {
    const begin = words.findIndex((word) => !isBefore(word));
    const bare = words.slice(begin);
    if (/^phoney(@|$)/.test(bare[0] ?? '')) return [bare.slice(1)];
    // Behind the image's name stands a command line of phoney, or nothing.
    const image = bare[0] === 'docker' && bare[1] === 'run' ? bare.indexOf('phoney') : -1;
    if (image !== -1 && image < bare.length - 1) return [bare.slice(image + 1)];
    if (bare[0] === 'node' && /(^|\/)phoney\.cjs$/.test(bare[1] ?? '')) return [bare.slice(2)];
    return [];
  });
}
