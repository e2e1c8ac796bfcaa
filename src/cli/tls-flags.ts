import type { Command } from 'commander';

/** The TLS flags that every command shares, as commander reads them. */
export interface TlsFlags {
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
  readonly passphraseEnv?: string;
}

/** Adds `--cert --key --ca --passphrase-env`. `whose` says what they are for, such as "the receiver's own". */
export function addTlsFlags(command: Command, whose = 'the client'): Command {
  return command
    .option('--cert <file>', `${whose} certificate, PEM`)
    .option('--key <file>', `${whose} certificate's key, PEM`)
    .option('--ca <file>', 'the authorities to trust, PEM; nothing else is trusted then')
    .option('--passphrase-env <name>', "the environment variable that holds the key's passphrase");
}
