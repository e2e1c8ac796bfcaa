import { day, dayWithoutHub } from '../day.ts';
import { findProgram } from '../programs.ts';
import type { Line, Setting } from '../setting.ts';

export const load: Setting = {
  files: { 'day.yaml': dayWithoutHub },
  before: ['phoney listen --json --quiet'],
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
  before: ['phoney listen --json --quiet'],
  instead: [
    ['--clients 1000', '--clients 4'],
    ['--clients 2000', '--clients 4'],
    ['--clients 200', '--clients 4'],
  ],
};

const onKubernetes = 'it needs a cluster: test/examples/kubernetes.test.ts holds the files against phoney';
const redis = findProgram('redis-server');
const onRedis: Line =
  redis === undefined ? { notRun: 'there is no Redis here; test/shares/redis has one of its own on CI' } : {};

export const scaleOut: Setting = {
  before: [
    'phoney listen --json --quiet',
    ...(redis === undefined
      ? []
      : ['redis-server --port 6379 --bind 127.0.0.1 --save "" --maxmemory-policy noeviction']),
  ],
  instead: [
    ['--workers 4', '--workers 2'],
    ['--slots 4', '--slots 2'],
    ['--shares 8', '--shares 2'],
    ['redis.example', 'localhost'],
  ],
  lines: {
    'phoney worker': onRedis,
    'phoney load --vendor asapp --rate 200000': onRedis,
    kubectl: { notRun: onKubernetes },
  },
  pictures: { 'u = X/M': 'it is a formula' },
};
