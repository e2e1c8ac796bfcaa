import { describe, expect, test } from 'vitest';
import {
  any,
  type ArgumentType,
  arrayOf,
  boolean,
  double,
  guid,
  int,
  long,
  nullable,
  object,
  string,
} from './argument-types.ts';
import { parseJson } from '../protocols/json-text.ts';

const item = object({ EntityId: string, Count: int, Tags: arrayOf(string), Maybe: nullable(int) });

describe('an argument is bound as .NET binds it', () => {
  test.each<[string, ArgumentType<unknown>, json: string, bound: unknown]>([
    ['string', string, '"a"', 'a'],
    ['string', string, 'null', null],
    ['int', int, '-2147483648', -2_147_483_648],
    ['int', int, '-0', -0],
    ['long', long, '9007199254740991', 9_007_199_254_740_991],
    ['double', double, '40.0', 40],
    ['double', double, '7', 7],
    ['bool', boolean, 'true', true],
    ['int?', nullable(int), 'null', null],
    ['Guid', guid, '"AA9730C4-ce86-e611-80c9-00505689257e"', 'AA9730C4-ce86-e611-80c9-00505689257e'],
    ['anything', any, '{"a":[1.5,{"b":1e2}]}', { a: [1.5, { b: 100 }] }],
    ['array', arrayOf(int), '[1,2]', [1, 2]],
    ['array', arrayOf(int), 'null', null],
    [
      'object',
      item,
      '{"entityid":"e","COUNT":3,"other":{}}',
      { EntityId: 'e', Count: 3, Tags: null, Maybe: null },
    ],
    ['object', item, '{"EntityId":"a","entityId":"b"}', { EntityId: 'b', Count: 0, Tags: null, Maybe: null }],
    ['object', item, 'null', null],
  ])('%s %#: %s', (_name, type, json, bound) => {
    expect(type.bind(parseJson(json))).toEqual(bound);
  });

  test.each<[string, ArgumentType<unknown>, json: string]>([
    ['string', string, '1'],
    ['string', string, '{}'],
    ['int', int, '40.0'],
    ['int', int, '4e1'],
    ['int', int, '"40"'],
    ['int', int, 'null'],
    ['int', int, '2147483648'],
    ['long', long, '1e30'],
    ['double', double, '"1"'],
    ['bool', boolean, '1'],
    ['bool', boolean, 'null'],
    ['Guid', guid, '"aa9730c4ce86e61180c900505689257e"'],
    ['array', arrayOf(int), '{}'],
    ['array', arrayOf(int), '[1,"2"]'],
    ['object', item, '[]'],
    ['object', item, '1.5'],
    ['object', item, '{"count":1.5}'],
  ])('no %s: %#', (_name, type, json) => {
    expect(() => type.bind(parseJson(json))).toThrow('could not be converted');
  });
});
