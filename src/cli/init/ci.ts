import type { WrittenFile } from './templates.ts';

/** Build servers for which a pipeline is written. */
export const ciNames = ['github', 'gitlab', 'jenkins', 'none'] as const;

/** One of them. */
export type CiName = (typeof ciNames)[number];

/** Whether that is one of {@link ciNames}. */
export function isCiName(name: string | undefined): name is CiName {
  return (ciNames as readonly (string | undefined)[]).includes(name);
}

/** What a pipeline does, in this order. Everything is an npm script, so that the three build servers and people do the same. */
const steps = ['npm ci', 'npm test', 'npm run play'];

/** The major version of Node that a pipeline uses: the oldest with which phoney works. */
const node = 22;

/** The pipeline; none where none is wanted. */
export function pipelineFor(ci: CiName, withPython: boolean): WrittenFile[] {
  switch (ci) {
    case 'github':
      return [{ path: '.github/workflows/phoney.yml', text: github(withPython) }];
    case 'gitlab':
      return [{ path: '.gitlab-ci.yml', text: gitlab() }];
    case 'jenkins':
      return [{ path: 'Jenkinsfile', text: jenkins() }];
    case 'none':
      return [];
  }
}

function github(withPython: boolean): string {
  const python = `      - uses: actions/setup-python@v6
        with: { python-version: '3.12' }
`;
  return `name: phoney
on: [push, pull_request]
permissions: { contents: read }
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with: { node-version: ${node}, cache: npm }
${withPython ? python : ''}${steps.map((step) => `      - run: ${step}\n`).join('')}      - uses: actions/upload-artifact@v4
        if: always()
        with: { name: reports, path: reports }
`;
}

/** The image has Python, too. */
function gitlab(): string {
  return `phoney:
  image: node:${node}
  timeout: 15 minutes
  script:
${steps.map((step) => `    - ${step}\n`).join('')}  artifacts:
    when: always
    paths: [reports/]
    reports: { junit: reports/*/junit.xml }
`;
}

function jenkins(): string {
  return `pipeline {
  agent { docker { image 'node:${node}' } }
  options { timeout(time: 15, unit: 'MINUTES') }
  stages {
    stage('phoney') {
      steps {
${steps.map((step) => `        sh '${step}'\n`).join('')}      }
    }
  }
  post {
    always {
      junit 'reports/*/junit.xml'
      archiveArtifacts 'reports/**'
    }
  }
}
`;
}
