import type { Command } from 'commander';

/** Where the Redis of shares is. */
export interface RedisFlags {
  readonly on?: string;
}

/** The lines about Redis in `--help`. */
export const redisHelp = `
A password of Redis comes from PHONEY_REDIS_PASSWORD, a user name from PHONEY_REDIS_USERNAME, the authority of rediss: from
NODE_EXTRA_CA_CERTS; the address may be in PHONEY_ON.`;

/** Adds `--on`. */
export function addRedisFlag(command: Command, what: string): Command {
  return command.option('--on <url>', what);
}
