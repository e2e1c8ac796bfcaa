import type { Command } from 'commander';

/** The TLS flags that every command shares, as commander reads them. */
export interface TlsFlags {
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
  readonly passphraseEnv?: string;
}

/** Adds `--cert --key --ca --passphrase-env`. `whose` certificate it is, in the help. */
export function addTlsFlags(command: Command, whose = "the client's"): Command {
  return command
    .option('--cert <file>', `${whose} certificate, PEM`)
    .option('--key <file>', 'the key of that certificate, PEM')
    .option('--ca <file>', 'the authorities to trust, PEM; nothing else is trusted then')
    .option('--passphrase-env <name>', "the environment variable that holds the key's passphrase");
}
