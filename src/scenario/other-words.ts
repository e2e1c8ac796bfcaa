/**
 * What people write for a key before they have looked it up, and the keys that they may mean: those of them that the mapping
 * has are named. Nearness of spelling would name another: `rate` is nearer to `name` than to `replay_rate`.
 */
const meanings: Readonly<Record<string, readonly string[]>> = {
  type: ['fault', 'how', 'shows'],
  kind: ['how', 'shows', 'fault'],
  what: ['how', 'part', 'shows'],
  id: ['name'],
  window: ['within'],
  rate: ['replay_rate', 'bytes_per_second'],
  replay: ['replay_rate'],
  speed: ['bytes_per_second'],
  after_answer: ['when'],
  at_once: ['when'],
  constant: ['by'],
  uniform: ['by', 'from'],
  lognormal: ['by', 'median'],
  distribution: ['by', 'median'],
  delay: ['by'],
  skew: ['by'],
  offset: ['by'],
  for: ['by', 'back_after', 'until'],
  min: ['from'],
  max: ['to'],
  mean: ['median'],
  version: ['step'],
  minor: ['step'],
  major: ['step'],
  age: ['from_last'],
  at: ['when', 'from'],
  before: ['when'],
  headers: ['part'],
  body: ['part'],
  connections: ['count'],
  certificate: ['shows'],
  subject: ['shows'],
  token: ['how'],
  user: ['how', 'client'],
  only: ['transport'],
  mid_frame: ['in_frame'],
  when: ['from', 'until'],
  after: ['back_after', 'when'],
  back: ['back_after'],
  down: ['back_after'],
  code: ['status'],
  address: ['url', 'path'],
  endpoint: ['path'],
  route: ['path'],
  chance: ['probability'],
  ...Object.fromEntries(
    [
      'vendor',
      'feed',
      'event_type',
      'agent',
      'queue',
      'contact',
      'client',
      'connection',
      'path',
      'attempt',
    ].map((key) => [key, ['where']]),
  ),
};

/** Those of `known` that somebody may mean who writes `wrong`. */
export function meantBy(wrong: string, known: readonly string[]): string[] {
  const meant = Object.hasOwn(meanings, wrong) ? meanings[wrong] : undefined;
  return (meant ?? []).filter((key) => known.includes(key));
}
