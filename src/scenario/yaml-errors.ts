/** What a mistake in the YAML itself means to somebody who does not know YAML's grammar, by the parser's code. */
const wordings: Record<string, string> = {
  TAB_AS_INDENT: 'A tab stands in the indentation. Indent with spaces.',
  BAD_INDENT: 'The indentation does not fit the lines above. Put keys of one level in the same column.',
  BLOCK_AS_IMPLICIT_KEY:
    'There is a second colon on this line, or a list where a value is expected. Put text with ": " in quotes, or start a new line.',
  BLOCK_IN_FLOW:
    'A block of lines stands inside brackets. Use one style only, with commas between the parts.',
  MULTILINE_IMPLICIT_KEY: 'A colon is missing after a key: this line and the next read as one key.',
  MISSING_CHAR:
    'Something is missing here: a closing quote or bracket, a comma, a colon or a space after it.',
  UNEXPECTED_TOKEN: 'This is not expected here. Check the brackets, quotes and colons before it.',
  BAD_SCALAR_START: 'A value cannot begin with this character. Put the value in quotes.',
  BAD_DQ_ESCAPE:
    'There is no such escape in double quotes. Write \\\\ for a backslash, or use single quotes.',
  NON_STRING_KEY: 'A key must be plain text, not a list or a mapping.',
  KEY_OVER_1024_CHARS: 'This key is too long.',
  MULTIPLE_DOCS:
    'A second document begins here (---). A scenario file holds one scenario: put the other in a file of its own.',
  RESOURCE_EXHAUSTION: 'This is nested too deeply for a scenario.',
  TAG_RESOLVE_FAILED: 'Tags (!name) have no meaning in a scenario. Leave the tag out.',
  BAD_DIRECTIVE: 'This directive (%) is not known. Leave it out.',
};

/** Whole sentences for one of the parser's errors. Codes that we do not know keep the parser's own words. */
export function wordYamlError(code: string, words: string): string {
  if (code === 'MISSING_CHAR' && words.includes('quote')) {
    return 'A quote is opened and not closed before the text goes on or ends. Close it.';
  }
  return wordings[code] ?? `This is not valid YAML: ${words.replace(/\.$/, '')}.`;
}
