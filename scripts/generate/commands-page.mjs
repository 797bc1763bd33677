import { allCommands } from '../../workflows/dist/commands/all-commands.js';
import { markdownTable } from './markdown-table.mjs';

/** docs/commands.md */
export function commandsPage() {
  const rows = allCommands.map((command) => [
    `\`/ops ${command.usage}\``,
    command.meaning.en,
    roleOf(command),
    command.spellings
      .filter((spelling) => spelling !== command.name)
      .map((spelling) => `\`${spelling}\``)
      .join(', '),
  ]);
  return `<!-- Generated from workflows/src/commands by \`npm run generate\`. Change the commands, not this file. -->
# Commands

On the first line of a comment, of an issue's body or of a review's body. Quoted, indented or in a code block it does
nothing, nor when a bot wrote it, nor once the comment was edited. Letter case and accents do not matter. Without a run,
the latest of this issue or pull request is meant. Anything else after \`/ops\` is plain words for the planner.

${markdownTable(['Command', 'What it does', 'Who', 'Also typed'], rows)}

**Holds.** \`/ops hold\` keeps the change of a pull request from being started, \`/ops hold --all\` every change of the
repository at once: no run starts, and those that go on wait before their next change. A run that was rolled back leaves
a hold on its change. \`/ops unhold\` lifts it. \`/ops rollback\` is not kept back by the hold of its own change.

**Locks.** A run takes all its servers at once or none, in the order of coming; who waits is told who holds them and
its place. \`/ops lock\` takes a server that is free, ahead of whoever waits, until \`/ops unlock\` or the end of its time
(\`--for\`, seven days at most). \`/ops servers\` shows who has what.

**Words to a run.** \`/ops cancel\` and \`/ops rollback\` are heard at any time. A word that a run does not wait for, such as
\`/ops skip\` of a step that did not fail, changes nothing: that is said, with what it waits for instead.

**Words that were read late.** What was written more than an hour before I could read it is asked about, not done.
`;
}

function roleOf(command) {
  const role = command.roleUnder({});
  return role === undefined ? 'anybody' : role;
}
