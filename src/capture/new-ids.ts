import { createHmac } from 'node:crypto';

/** A GUID in place of another, the same for the same key, so that what came twice does so again. Other ids stay. */
export function renewId(id: string, key: Uint8Array): string {
  const isGuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  if (!isGuid) return id;
  const hex = createHmac('sha256', key).update(id.toLowerCase()).digest('hex');
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
