/** Lines that come and go with how busy a machine is. */
const isOfTheMoment = (line: string): boolean =>
  / on their way [\d ]+$|^ *(errors|failed) {4}|^ {14}/.test(line);

/** A line without what changes from run to run: numbers, times, ports, and the width of columns. */
const shapeOf = (line: string): string =>
  line
    .trim()
    .replaceAll(/\d+([.,:]\d+)*( \d{3}(?![\d.]))*( (ms|µs|s|%))?/g, '#')
    .replaceAll(/[#\s]+/g, '#');

const toPattern = (line: string): RegExp => {
  const parts = shapeOf(line).split('…');
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[^\w#]/g, String.raw`\$&`)).join('.*')}$`);
};

const linesOf = (text: string): string[] =>
  text.split('\n').filter((line) => line.trim() !== '' && !isOfTheMoment(line));

/** JSON that a page breaks for the eye is a line. */
const joined = (sample: string): string =>
  sample.startsWith('{"') ? sample.replaceAll(/\n */g, '') : sample;

/**
 * The first line of `sample` that `output` does not have in its turn, numbers and times aside; undefined when it has all. `…` stands
 * for anything within a line, and for any lines as a line of its own. With `isWhole` the output has to have nothing else.
 */
export function missingIn(sample: string, output: string, isWhole: boolean): string | undefined {
  const left = linesOf(output).map(shapeOf);
  let mayPass = !isWhole;
  for (const line of linesOf(joined(sample))) {
    if (line.trim() === '…') {
      mayPass = true;
      continue;
    }
    const pattern = toPattern(line);
    const at = left.findIndex((one) => pattern.test(one));
    if (at === -1 || (at > 0 && !mayPass)) return line;
    left.splice(0, at + 1);
    mayPass = !isWhole;
  }
  return isWhole && !mayPass ? left[0] : undefined;
}
