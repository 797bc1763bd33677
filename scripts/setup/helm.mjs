/** Helm, which checks and renders our chart in the tests: the release that is tried with it. */
export const helmProgram = {
  name: 'helm',
  version: '3.19.0',
  module: 'helm.sh/helm/v3/cmd/helm',
  variable: 'HELM',
  label: 'building Helm 3.19.0 with Go, about 1.5 minutes',
};
