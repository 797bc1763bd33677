export { checkAgainstSchema, type SchemaCheck } from './check-against-schema.js';
export { InvalidDuration, parseDuration } from './duration.js';
export type { Diagnosis, Look, Sign } from './generated/diagnosis.js';
export type { Inventory, Server, Service } from './generated/inventory.js';
export type { Members, Policy } from './generated/policy.js';
export type { Input, Runbook, Selector, Source, Spec, Step, Steps, Strategy } from './generated/runbook.js';
export type { Localized } from './localized.js';
export { loadSchema } from './load-schema.js';
export { InvalidFile, renderProblem } from './invalid-file.js';
export { nearest, suggestName } from './nearest.js';
export { InvalidMoment, isSingleMoment, nextMoment } from './next-moment.js';
export { isDiagnosis, openDiagnosis, parseDiagnosis } from './parse-diagnosis.js';
export { parseInventory } from './parse-inventory.js';
export { parsePolicy } from './parse-policy.js';
export { checkRunbook, openRunbook, parseRunbook } from './parse-runbook.js';
export {
  type Finding,
  formatPath,
  type Path,
  type Problem,
  type ProblemCode,
  problemCodes,
  told,
  toldIn,
} from './problem.js';
export type { YamlFile } from './yaml-file.js';
