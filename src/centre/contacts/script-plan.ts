import { drawInteger, drawWeighted, type Uniform } from '../../lib/random.ts';
import type { Profile } from '../config/profile.ts';
import { drawMs, drawPoisson } from '../model/sample.ts';

/** Something that is to happen at a certain time of a conversation, besides turns. */
export type ScriptItem = { readonly atMs: number } & (
  | { readonly kind: 'hold'; readonly forMs: number }
  | { readonly kind: 'transfer' }
  | { readonly kind: 'file'; readonly index: number }
  | { readonly kind: 'session' }
  | { readonly kind: 'supervise'; readonly state: 'requested' | 'listening' | 'ended' }
);

/** Draws what happens in a conversation of `lengthMs`, in the order of time; some of it only in the `first` one of a contact. */
export function planScript(uniform: Uniform, plan: Profile, lengthMs: number, first: boolean): ScriptItem[] {
  const items = planHolds(uniform, plan, lengthMs);
  const moment = (): number => Math.floor(uniform() * lengthMs);
  const { transfer, files } = plan;
  if (transfer !== null && first && uniform() < transfer.share) {
    items.push({ kind: 'transfer', atMs: Math.min(transfer.after ?? Math.floor(lengthMs / 2), lengthMs) });
  }
  if (files !== null && first && uniform() < files.share) {
    // Where none is named, one is sent.
    for (let index = 0; index < Math.max(1, files.list.length); index++)
      items.push({ kind: 'file', index, atMs: moment() });
  }
  if (plan.channel === 'chat' && uniform() < plan.session_change)
    items.push({ kind: 'session', atMs: moment() });
  if (plan.channel === 'voice' && uniform() < plan.supervised) {
    const [from, to] = [moment(), moment()].sort((a, b) => a - b) as [number, number];
    items.push({ kind: 'supervise', state: 'requested', atMs: from });
    items.push({ kind: 'supervise', state: 'listening', atMs: Math.min(from + 2000, to) });
    items.push({ kind: 'supervise', state: 'ended', atMs: to });
  }
  return items.length < 2 ? items : items.sort((a, b) => a.atMs - b.atMs);
}

/** Who or what ends the conversation. */
export function planEnd(uniform: Uniform, plan: Profile): 'customer' | 'agent' | 'time-out' {
  if (plan.channel === 'chat' && uniform() < plan.timed_out) return 'time-out';
  return drawWeighted(uniform, plan.hang_up_by);
}

function planHolds(uniform: Uniform, { holds }: Profile, lengthMs: number): ScriptItem[] {
  if (!('mean' in holds)) {
    return holds.map((hold) => ({ kind: 'hold', atMs: Math.min(hold.after, lengthMs), forMs: hold.for }));
  }
  const items: ScriptItem[] = [];
  for (let left = drawPoisson(uniform, holds.mean); left > 0; left--) {
    const atMs = drawInteger(uniform, 0, lengthMs);
    items.push({ kind: 'hold', atMs, forMs: drawMs(uniform, holds.for) });
  }
  return items;
}
