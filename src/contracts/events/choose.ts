/**
 * The candidate that is most like the example: that has most of its members, and then most of its values. Of equals the
 * first. A provider has many messages of a type; a contract is about one such as its example.
 */
export function chooseLike<Candidate>(
  example: unknown,
  candidates: readonly Candidate[],
  contentOf: (candidate: Candidate) => unknown,
): Candidate | undefined {
  let best: { readonly candidate: Candidate; readonly likeness: Likeness } | undefined;
  for (const candidate of candidates) {
    const likeness = measure(example, contentOf(candidate));
    if (best === undefined || isMore(likeness, best.likeness)) best = { candidate, likeness };
  }
  return best?.candidate;
}

/** How many of the example's members are there, and how many with the same value. */
interface Likeness {
  readonly present: number;
  readonly equal: number;
}

function isMore(a: Likeness, b: Likeness): boolean {
  return a.present > b.present || (a.present === b.present && a.equal > b.equal);
}

function measure(example: unknown, content: unknown): Likeness {
  if (Array.isArray(example)) {
    const list: readonly unknown[] = Array.isArray(content) ? content : [];
    return sum(
      list.length > 0 === example.length > 0 ? 1 : 0,
      example.map((item, i) => measure(item, list[i])),
    );
  }
  if (typeof example !== 'object' || example === null) {
    const sameType = (example === null) === (content === null) && typeof example === typeof content;
    return { present: sameType ? 1 : 0, equal: example === content ? 1 : 0 };
  }
  const members =
    typeof content === 'object' && content !== null ? new Map(Object.entries(content)) : undefined;
  return sum(
    members === undefined ? 0 : 1,
    Object.entries(example).map(([name, value]) =>
      members?.has(name) === true ? measure(value, members.get(name)) : { present: 0, equal: 0 },
    ),
  );
}

function sum(own: number, parts: readonly Likeness[]): Likeness {
  return parts.reduce(
    (total, { present, equal }) => ({ present: total.present + present, equal: total.equal + equal }),
    { present: own, equal: 0 },
  );
}
