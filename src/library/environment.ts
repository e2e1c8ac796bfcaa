/** The process's environment, for the secrets that a scenario names. The only place in which the library reads it. */
export const environment: Readonly<Record<string, string | undefined>> = process.env;
