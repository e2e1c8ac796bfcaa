// Whether the control API of this container answers: what HEALTHCHECK asks. GET /health needs no token.
const { PHONEY_CONTROL_PORT: port = '8090' } = process.env;
const answer = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(2500) }).catch(
  () => undefined,
);
process.exitCode = answer?.ok === true ? 0 : 1;
