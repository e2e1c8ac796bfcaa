import type { Member, Recipients } from './delivery.ts';

type Change = 'first' | 'last' | undefined;

/** The connections of this server that can be reached: by id, by user and by group. */
export class Members {
  readonly #byId = new Map<string, Member>();
  readonly #byUser = new Map<string, Set<Member>>();
  readonly #byGroup = new Map<string, Set<Member>>();
  readonly #groupsOf = new Map<Member, Set<string>>();
  readonly #maxGroups: number;

  constructor(maxGroups: number) {
    this.#maxGroups = maxGroups;
  }

  /** Adds one, and says whether it is the first of its user. */
  add(member: Member): Change {
    this.#byId.set(member.id, member);
    return member.userId === undefined ? undefined : enter(this.#byUser, member.userId, member);
  }

  /** Removes one from everything; answers the user and the groups of which it was the last. */
  remove(member: Member): { readonly user: string | undefined; readonly groups: readonly string[] } {
    this.#byId.delete(member.id);
    const { userId } = member;
    const isLast = userId !== undefined && leave(this.#byUser, userId, member) === 'last';
    const names = [...(this.#groupsOf.get(member) ?? [])];
    this.#groupsOf.delete(member);
    const groups = names.filter((name) => leave(this.#byGroup, name, member) === 'last');
    return { user: isLast ? userId : undefined, groups };
  }

  withId(id: string): Member | undefined {
    return this.#byId.get(id);
  }

  /** Those in a group. */
  inGroup(name: string): ReadonlySet<Member> {
    return this.#byGroup.get(name) ?? nobody;
  }

  /** Puts a connection into a group, and says whether it is the first there. Throws when it is in too many. */
  join(member: Member, group: string): Change {
    if (!member.isOpen || this.#byId.get(member.id) !== member) return undefined;
    const groups = this.#groupsOf.get(member) ?? new Set();
    if (groups.has(group)) return undefined;
    if (groups.size >= this.#maxGroups) {
      throw new RangeError(
        `Connection '${member.id}' cannot be added to a group: it is in ${groups.size}, as many as maxGroups allows. Raise maxGroups, or remove it from others first.`,
      );
    }
    this.#groupsOf.set(member, groups.add(group));
    return enter(this.#byGroup, group, member);
  }

  /** Takes a connection out of a group, and says whether it was the last there. */
  leave(member: Member, group: string): Change {
    const groups = this.#groupsOf.get(member);
    if (groups?.delete(group) !== true) return undefined;
    if (groups.size === 0) this.#groupsOf.delete(member);
    return leave(this.#byGroup, group, member);
  }

  /** Visits whom a message is for; of several groups those in each of them, one after the other. */
  visit({ to, names, except }: Recipients, visitor: (member: Member) => void): void {
    const visitUnlessExcepted =
      except.length === 0
        ? visitor
        : (member: Member) => {
            if (!except.includes(member.id)) visitor(member);
          };
    if (to === 'all') return this.#byId.forEach(visitUnlessExcepted);
    for (const name of to === 'groups' ? names : new Set(names)) {
      if (to === 'connections') {
        const member = this.#byId.get(name);
        if (member !== undefined) visitUnlessExcepted(member);
      } else (to === 'users' ? this.#byUser : this.#byGroup).get(name)?.forEach(visitUnlessExcepted);
    }
  }
}

const nobody: ReadonlySet<Member> = new Set();

function enter(index: Map<string, Set<Member>>, name: string, member: Member): Change {
  const present = index.get(name);
  if (present === undefined) index.set(name, new Set([member]));
  else present.add(member);
  return present === undefined ? 'first' : undefined;
}

function leave(index: Map<string, Set<Member>>, name: string, member: Member): Change {
  const present = index.get(name);
  if (present?.delete(member) !== true || present.size > 0) return undefined;
  index.delete(name);
  return 'last';
}
