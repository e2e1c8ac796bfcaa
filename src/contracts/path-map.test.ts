import { describe, expect, test } from 'vitest';
import { mapPath, readPathMap } from './path-map.ts';

const none = new Map<string, string>();

describe('where a request of a contract goes', () => {
  test.each([
    ['/asapp/activity', 'https://r.example', none, '/asapp/activity'],
    ['/asapp/activity', 'https://r.example/hook', none, '/hook'],
    ['/a?x=1%20y', 'https://r.example/hook?tenant=7', none, '/hook?tenant=7&x=1%20y'],
    ['/a', 'https://r.example', new Map([['/a', '/mine']]), '/mine'],
    ['/a?x=1', 'https://r.example/hook', new Map([['/a', '/mine?t=1']]), '/mine?t=1&x=1'],
    ['/b', 'https://r.example', new Map([['/a', '/mine']]), '/b'],
  ])('%s at %s', (path, target, map, expected) => {
    expect(mapPath(path, new URL(target), map)).toBe(expected);
  });

  test('a map that is none is a problem', () => {
    const { map, problems } = readPathMap(['/a=/b', 'a=b', '/c']);
    expect([...map]).toEqual([['/a', '/b']]);
    expect(problems.map(({ message }) => message.slice(0, 22))).toEqual([
      '"a=b" does not map a p',
      '"/c" does not map a pa',
    ]);
  });
});
