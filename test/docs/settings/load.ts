import { day, dayWithoutHub } from '../day.ts';
import type { Setting } from '../setting.ts';

export const load: Setting = {
  files: { 'day.yaml': dayWithoutHub },
  before: ['phoney listen'],
  instead: [
    ['0..1000/30s,1000/5m,1000..0/10s', '0..100/300ms,100/500ms,100..0/200ms'],
    ['http://127.0.0.1:28701/', 'https://localhost:8443/'],
  ],
  lines: {
    'phoney load --vendor asapp --url https://receiver.example/events --find-capacity': {
      notRun: 'it takes as long as a receiver holds more: test/load/capacity.test.ts',
    },
    '$ phoney load': { notRun: 'the same' },
  },
};

export const loadHub: Setting = {
  files: { 'day.yaml': day },
  before: ['phoney listen'],
  instead: [
    ['--clients 1000', '--clients 4'],
    ['--clients 2000', '--clients 4'],
    ['--clients 200', '--clients 4'],
  ],
};

const onRedis = 'it needs a Redis that is away: test/shares/redis';
const onKubernetes = 'it needs a cluster: test/examples/kubernetes.test.ts holds the files against phoney';

export const scaleOut: Setting = {
  before: ['phoney listen'],
  instead: [['--workers 4', '--workers 2']],
  lines: {
    'phoney worker': { notRun: onRedis },
    'phoney load --vendor asapp --rate 200000': { notRun: onRedis },
    kubectl: { notRun: onKubernetes },
  },
  pictures: { 'u = X/M': 'it is a formula' },
};
