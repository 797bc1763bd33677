import { declareCommands } from './declare-commands.js';
import { explainFailure } from './explain-failure.js';

try {
  await declareCommands().parseAsync();
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exitCode = 1;
}
