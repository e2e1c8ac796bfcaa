import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { InputError } from '../../../lib/errors.ts';
import type { DialectHost } from '../../vendor.ts';
import type { EnreachConfig } from '../config.ts';

/** What the dialect needs of the machine that hosts it. */
export type EnreachHost = Pick<DialectHost, 'env' | 'readFile'>;

/** The keys of one algorithm; with HS256 both are the same. */
export interface SigningKey {
  readonly algorithm: 'HS256' | 'RS256';
  readonly sign: KeyObject;
  readonly verify: KeyObject;
}

/** The shortest secret that HS256 allows: RFC 7518, section 3.2. */
const minSecretBytes = 32;
/** The shortest key that RS256 allows: RFC 7518, section 3.3. */
const minKeyBits = 2048;

/**
 * The key that the configuration names, or a new one that nobody can guess. Throws an {@link InputError} that never
 * holds the secret.
 */
export function openSigningKey({ token }: EnreachConfig, host: EnreachHost): SigningKey {
  if (token.algorithm === 'HS256') {
    const secret =
      token.secret_env === undefined ? randomBytes(minSecretBytes) : readSecret(token.secret_env, host);
    const key = createSecretKey(secret);
    return { algorithm: 'HS256', sign: key, verify: key };
  }
  const sign =
    token.key_file === undefined
      ? generateKeyPairSync('rsa', { modulusLength: minKeyBits }).privateKey
      : readKey(token.key_file, host);
  return { algorithm: 'RS256', sign, verify: createPublicKey(sign) };
}

function readSecret(name: string, { env }: EnreachHost): Buffer {
  const secret = Buffer.from(env[name] ?? '');
  if (secret.length >= minSecretBytes) return secret;
  const found = secret.length === 0 ? 'is not set' : `holds ${secret.length} bytes only`;
  throw refuse(
    'secret_env',
    `Tokens cannot be signed: the environment variable ${name} ${found}. Set it to ${minSecretBytes} random bytes or more, or remove secret_env for a new secret in each run.`,
  );
}

function readKey(file: string, { readFile }: EnreachHost): KeyObject {
  const key = tryReadKey(file, readFile);
  if (key instanceof Error)
    throw refuse(
      'key_file',
      `The private key ${file} cannot be read: ${key.message}. Give a PEM file without passphrase.`,
    );
  const bits = key.asymmetricKeyType === 'rsa' ? (key.asymmetricKeyDetails?.modulusLength ?? 0) : 0;
  if (bits >= minKeyBits) return key;
  const what = bits > 0 ? `an RSA key of ${bits} bits` : `a key of type ${String(key.asymmetricKeyType)}`;
  throw refuse('key_file', `${file} holds ${what}. RS256 needs an RSA key of ${minKeyBits} bits or more.`);
}

function tryReadKey(file: string, readFile: EnreachHost['readFile']): KeyObject | Error {
  try {
    return createPrivateKey(readFile(file));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function refuse(key: string, message: string): InputError {
  return new InputError([{ path: `targets.enreach.token.${key}`, message }]);
}
