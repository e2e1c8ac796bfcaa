import { InputError } from '../../lib/errors.ts';

/** Where Redis is, and as whom it is asked. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly database: number;
  readonly isTls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** For people: nothing in it is secret. */
  readonly shown: string;
}

/** The variables that hold what nobody is to read on a command line. */
export const redisVariables = {
  username: 'PHONEY_REDIS_USERNAME',
  password: 'PHONEY_REDIS_PASSWORD',
} as const;

/** Reads an address such as `rediss://redis.example:6380/0`. Throws an `InputError`, without repeating a password. */
export function readRedisAddress(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): RedisAddress {
  const url = URL.parse(text);
  if (url === null || !/^rediss?:$/.test(url.protocol) || url.hostname === '')
    throw new InputError([{ file: '--on', message: noAddress }]);
  const database = /^\/(\d+)?$/.exec(url.pathname === '' ? '/' : url.pathname);
  if (database === null || url.search !== '' || url.hash !== '') {
    throw new InputError([
      {
        file: '--on',
        message:
          'Behind the host of the address only the number of a database may stand, such as redis://redis.example:6379/2.',
      },
    ]);
  }
  const port = url.port === '' ? 6379 : Number(url.port);
  const isTls = url.protocol === 'rediss:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    database: Number(database[1] ?? 0),
    isTls,
    username: spoken(url.username) ?? spoken(env[redisVariables.username]),
    password: spoken(url.password) ?? spoken(env[redisVariables.password]),
    shown: `${url.protocol}//${url.hostname}:${port}${database[1] === undefined ? '' : `/${database[1]}`}`,
  };
}

const noAddress =
  'This is not the address of a Redis. Write one such as redis://127.0.0.1:6379, or rediss://redis.example:6380 over TLS, with the password in PHONEY_REDIS_PASSWORD.';

function spoken(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : decodeURIComponent(text);
}
