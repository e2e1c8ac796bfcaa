import { expect, test } from 'vitest';
import { gistOf } from './gist.ts';

const expressPage = String.raw`<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>Error</title>\n</head>\n<body>\n<pre>Cannot POST /events</pre>\n</bo`;

test.each([
  ['overloaded', 'overloaded'],
  [String.raw`\r\n no such queue \r\nat Object.<anonymous>`, 'no such queue'],
  [String.raw`{"message":"first\nsecond"}`, String.raw`{"message":"first\nsecond"}`],
  [expressPage, 'Error Cannot POST /events'],
  ['<', ''],
  ['x'.repeat(256), `${'x'.repeat(119)}…`],
])('of %s the report shows %s', (answer, gist) => {
  expect(gistOf(answer)).toBe(gist);
});
