const longest = 120;

/**
 * What a receiver's answer says, on one short line: JSON as it is, a page of HTML without its tags, of any other text the
 * first line. `answer` has its line breaks escaped, as an attempt has it.
 */
export function gistOf(answer: string): string {
  const gist = gistOfAny(answer.trim()).trim();
  return gist.length > longest ? `${gist.slice(0, longest - 1)}…` : gist;
}

function gistOfAny(answer: string): string {
  // A line break inside JSON is one that stands escaped in its strings.
  if (/^[[{"]/.test(answer)) return answer;
  const lines = answer.split(/(?:\\[rn])+/);
  if (!answer.startsWith('<')) return lines.find((line) => line.trim() !== '') ?? '';
  return lines
    .join(' ')
    .replaceAll(/<[^>]*>?/g, ' ')
    .replaceAll(/\s+/g, ' ');
}
