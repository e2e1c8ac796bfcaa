import { profileSchema, type Profile, type ProfileConfig, type ProfileOverrides } from '../profile.ts';
import { chat, chatPlain } from './chat.ts';
import { voice, voiceDirect, voiceOutbound, voicePlain } from './voice.ts';

const root = 'voice-plain';

/** The profiles that every scenario may name. `voice-plain`, which is complete, is what the others are based on in the end. */
export const shippedProfiles: Readonly<Record<string, ProfileConfig>> = Object.fromEntries(
  Object.entries({
    [root]: voicePlain,
    'chat-plain': chatPlain,
    voice,
    chat,
    'voice-direct': voiceDirect,
    'voice-outbound': voiceOutbound,
  }).map(([name, profile]) => [name, profileSchema.parse(profile)]),
);

/** The profile of that name with all that it is like filled in, and `overrides` on top. Throws on an unknown name. */
export function resolveProfile(
  own: Readonly<Record<string, ProfileConfig>>,
  name: string,
  overrides: ProfileOverrides = {},
): Profile {
  const chain: ProfileOverrides[] = [overrides];
  for (let at: string | undefined = name; at !== undefined;) {
    const profile: ProfileConfig | undefined = own[at] ?? shippedProfiles[at];
    if (profile === undefined) throw new RangeError(`There is no profile "${at}".`);
    if (chain.length > 100) throw new RangeError(`The profile "${name}" is like itself in the end.`);
    chain.push(profile);
    at = at === root && own[at] === undefined ? undefined : profile.like;
  }
  const merged: Record<string, unknown> = {};
  for (const layer of chain.toReversed()) {
    for (const [key, value] of Object.entries(layer)) if (value !== undefined) merged[key] = value;
  }
  delete merged['like'];
  return merged as Profile;
}

/** Whether following `like` from this profile never comes to a shipped one. */
export function hasLoop(own: Readonly<Record<string, ProfileConfig>>, name: string): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = name; at !== undefined; at = own[at]?.like) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}
