import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Member, Recipients } from './delivery.ts';
import { Members } from './members.ts';

const ids = ['a', 'b', 'c'] as const;
const groups = ['one', 'two', 'three'] as const;

function memberOf(id: string): Member {
  return {
    id,
    userId: id === 'c' ? undefined : 'both',
    isOpen: true,
    send: () => true,
    waitForRoom: () => undefined,
    ask: () => undefined,
    abandon: () => undefined,
  };
}

function reached(members: Members, recipients: Partial<Recipients> & Pick<Recipients, 'to'>): string {
  const found: string[] = [];
  members.visit({ names: [], except: [], ...recipients }, ({ id }) => found.push(id));
  return found.sort().join('');
}

const steps = fc.array(
  fc.record({
    what: fc.constantFrom('come', 'go', 'join', 'leave'),
    id: fc.constantFrom(...ids),
    group: fc.constantFrom(...groups),
  }),
  { maxLength: 40 },
);

test('whoever comes, goes, joins and leaves is reached as in a model, and first and last are told', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const members = new Members(2);
      const here = new Map<string, Member>();
      const inGroup = new Map<string, Set<string>>(groups.map((name) => [name, new Set()]));
      const sizeOf = (name: string): number => inGroup.get(name)?.size ?? 0;
      const joined = (id: string): number => groups.filter((name) => inGroup.get(name)?.has(id)).length;
      for (const { what, id, group } of all) {
        const member = here.get(id) ?? memberOf(id);
        if (what === 'come' && !here.has(id)) {
          members.add(member);
          here.set(id, member);
        } else if (what === 'go') {
          here.delete(id);
          for (const name of groups) inGroup.get(name)?.delete(id);
          members.remove(member);
        } else if (what === 'join') {
          const isFull = here.has(id) && joined(id) >= 2 && inGroup.get(group)?.has(id) !== true;
          if (isFull) expect(() => members.join(member, group)).toThrow(`it is in 2, as many as maxGroups`);
          else {
            const isFirst = here.has(id) && sizeOf(group) === 0;
            expect(members.join(member, group)).toBe(isFirst ? 'first' : undefined);
            if (here.has(id)) inGroup.get(group)?.add(id);
          }
        } else if (what === 'leave') {
          const isLast = inGroup.get(group)?.delete(id) === true && sizeOf(group) === 0;
          expect(members.leave(member, group)).toBe(isLast ? 'last' : undefined);
        }
        const everybody = [...here.keys()].sort().join('');
        expect(reached(members, { to: 'all' })).toBe(everybody);
        expect(reached(members, { to: 'all', except: ['b', 'x'] })).toBe(everybody.replace('b', ''));
        expect(reached(members, { to: 'connections', names: ['b', 'b', 'x'] })).toBe(
          here.has('b') ? 'b' : '',
        );
        expect(reached(members, { to: 'users', names: ['both', 'both'] })).toBe(everybody.replace('c', ''));
        for (const name of groups)
          expect(reached(members, { to: 'groups', names: [name] })).toBe(
            [...(inGroup.get(name) ?? [])].sort().join(''),
          );
      }
    }),
  );
});

test('the last of a user and of its groups is told when it goes', () => {
  const members = new Members(2);
  const [a, b] = [memberOf('a'), memberOf('b')];
  expect([members.add(a), members.add(b)]).toEqual(['first', undefined]);
  members.join(a, 'one');
  members.join(b, 'one');
  members.join(b, 'two');
  expect(members.remove(b)).toEqual({ user: undefined, groups: ['two'] });
  expect(members.remove(a)).toEqual({ user: 'both', groups: ['one'] });
  expect(members.join(a, 'one')).toBeUndefined();
});
