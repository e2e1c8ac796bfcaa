import type { Setting } from '../setting.ts';
import { ci, createPhoney, dialects, docker, doctor, init } from './begin.ts';
import { certs, check, commandLine, contracts, providerStates, ringcentral } from './checks.ts';
import { library, signalr } from './library.ts';
import { load, loadHub, scaleOut } from './load.ts';
import { readme, start } from './readme.ts';
import * as repository from './repository.ts';
import * as running from './running.ts';
import { specs } from './specs.ts';

/** By page; a page that is not here is followed as it stands. */
export const settings: Readonly<Record<string, Setting>> = {
  'README.md': readme,
  'CONTRIBUTING.md': repository.contributing,
  'bench/README.md': repository.bench,
  'certs/README.md': certs,
  'docs/architecture.md': repository.architecture,
  'docs/capture.md': running.capture,
  'docs/check.md': check,
  'docs/console.md': running.consolePage,
  'docs/control-api.md': running.controlApi,
  'docs/faults.md': running.faults,
  'docs/library.md': library,
  'docs/init.md': init,
  'docs/ci.md': ci,
  'docs/dialects.md': dialects,
  'docs/docker.md': docker,
  'docs/doctor-and-completion.md': doctor,
  'examples/genesys-like-dialect/README.md': repository.genesysLikeDialect,
  'packages/signalr/README.md': repository.signalrPackage,
  'packages/create-phoney/README.md': createPhoney,
  'docs/start.md': start,
  'docs/contracts.md': contracts,
  'docs/command-line.md': commandLine,
  'docs/load-hub.md': loadHub,
  'docs/load.md': load,
  'docs/provider-states.md': providerStates,
  'docs/record.md': running.record,
  'docs/report.md': running.report,
  'docs/scale-out.md': scaleOut,
  'docs/scenario.md': running.scenario,
  'docs/signalr.md': signalr,
  'docs/specs.md': specs,
  'docs/vendors/ringcentral.md': ringcentral,
  'examples/enreach-client/README.md': repository.enreachClient,
  'examples/python-receiver/README.md': repository.pythonReceiver,
  'examples/receiver-with-pact/README.md': repository.receiverWithPact,
  'examples/vitest-receiver/README.md': repository.vitestReceiver,
};
