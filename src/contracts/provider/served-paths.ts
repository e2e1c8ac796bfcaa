import type { Run } from '../../run/handle.ts';

type Served = Run['dialects'][number];

/** Whether any of these answers at that path, by whatever method. That nobody does is no answer of theirs. */
export function isServed(dialects: readonly Served[], path: string): boolean {
  const { pathname } = new URL(path, 'http://localhost');
  return dialects.some(({ inbound }) => {
    const paths = [
      ...(inbound?.routes ?? []).map((route) => route.path),
      ...(inbound?.hub === undefined ? [] : [inbound.hub.path, `${inbound.hub.path}/negotiate`]),
    ];
    return paths.some((known) => matches(known, pathname));
  });
}

/** A segment such as `{id}` is any; a slash at the end and the case of letters make no difference. */
function matches(known: string, path: string): boolean {
  const [wanted, given] = [known, path].map((text) => text.toLowerCase().replace(/\/$/, '').split('/'));
  return (
    wanted?.length === given?.length &&
    wanted?.every((segment, i) => segment.startsWith('{') || segment === given?.[i]) === true
  );
}
