import { describe, expect, test } from 'vitest';
import {
  any,
  type ArgumentType,
  arrayOf,
  boolean,
  bytes,
  dateTime,
  double,
  guid,
  int,
  long,
  nullable,
  object,
  string,
} from './argument-types.ts';
import { parseJson } from '../protocols/json-text.ts';
import { FractionalNumber, UnknownExtension } from '../protocols/values.ts';

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
    ['DateTime', dateTime, '"2020-08-18T07:42:13.3333333+02:00"', new Date('2020-08-18T05:42:13.333Z')],
    ['DateTime', dateTime, '"2020-08-18T07:42:13"', new Date('2020-08-18T07:42:13Z')],
    ['DateTime', dateTime, '"2020-08-18"', new Date('2020-08-18T00:00:00Z')],
    ['byte[]', bytes, '"AQL/"', Uint8Array.from([1, 2, 255])],
    ['byte[]', bytes, 'null', null],
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
    expect(type.bind(parseJson(json), 'json')).toEqual(bound);
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
    ['DateTime', dateTime, '"18.8.2020"'],
    ['DateTime', dateTime, '"2020-13-01"'],
    ['DateTime', dateTime, 'null'],
    ['byte[]', bytes, '"AQL"'],
    ['byte[]', bytes, '[1,2]'],
    ['array', arrayOf(int), '{}'],
    ['array', arrayOf(int), '[1,"2"]'],
    ['object', item, '[]'],
    ['object', item, '1.5'],
    ['object', item, '{"count":1.5}'],
  ])('no %s: %#', (_name, type, json) => {
    expect(() => type.bind(parseJson(json), 'json')).toThrow('could not be converted');
  });
});

describe('an argument in MessagePack', () => {
  test('has names that are matched with regard to case', () => {
    const bound = item.bind({ entityId: 'a', COUNT: 3, Count: 4 }, 'messagepack');
    expect(bound).toEqual({ EntityId: null, Count: 4, Tags: null, Maybe: null });
  });

  test('has names with regard to case in arrays and in other objects as well', () => {
    const outer = object({ Items: arrayOf(item) });
    expect(outer.bind({ Items: [{ entityid: 'a' }] }, 'messagepack')?.Items?.[0]?.EntityId).toBeNull();
  });

  test('is no int when it is a float, whole or not', () => {
    expect(() => int.bind(new FractionalNumber(40), 'messagepack')).toThrow('could not be converted');
    expect(double.bind(new FractionalNumber(40), 'messagepack')).toBe(40);
  });

  test('may be a timestamp or bytes, for a method that takes anything as well', () => {
    const [date, raw] = [new Date(0), Uint8Array.from([1])];
    expect(dateTime.bind(date, 'messagepack')).toBe(date);
    expect(bytes.bind(raw, 'messagepack')).toBe(raw);
    expect(any.bind({ date, raw: [raw] }, 'messagepack')).toEqual({ date, raw: [raw] });
    expect(() => dateTime.bind('2020-08-18', 'messagepack')).toThrow('could not be converted');
    expect(() => bytes.bind('AQL/', 'messagepack')).toThrow('could not be converted');
  });

  test('binds to nothing when it is an extension that nobody knows', () => {
    expect(() => any.bind([new UnknownExtension(5)], 'messagepack')).toThrow(TypeError);
  });
});
