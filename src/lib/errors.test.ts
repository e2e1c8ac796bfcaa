import { expect, test } from 'vitest';
import { formatProblem, suggestNames } from './errors.ts';

test('a problem names the place first', () => {
  const problem = {
    file: 'peak.yaml',
    line: 14,
    column: 15,
    path: 'centre.queues[0].patience',
    message: 'No.',
  };
  expect(formatProblem(problem)).toBe('peak.yaml:14:15 centre.queues[0].patience: No.');
  expect(formatProblem({ file: '--url', message: 'No.' })).toBe('--url: No.');
  expect(formatProblem({ message: 'No.' })).toBe('No.');
});

test('a misspelt name suggests the nearest ones, and nonsense suggests none', () => {
  const known = ['patience', 'opening_hours', 'capping'];
  expect(suggestNames('patiense', known)).toEqual(['patience']);
  expect(suggestNames('zzz', known)).toEqual([]);
});
