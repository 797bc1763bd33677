import { createInterface } from 'node:readline';
import type { DevStack } from '../dev/dev-stack.js';
import { samplePeople } from '../dev/sample-people.js';
import { setStage } from './play-demo.js';
import type { Screen } from './stage.js';

const help = `Type as somebody of the sample team:
  /ops WORDS         comment on the current issue (as alice until you say otherwise)
  1                  answer numbered proposals
  as NAME            go on as ${samplePeople.map((person) => person.login).join(', ')}
  issue [TITLE]      open a new issue and go on there
  approve N          approve pull request N
  merge N            merge pull request N
  quit               stop everything`;
const lookEveryMs = 500;

/** Takes the user's own requests, approvals and merges until `quit`, the end of input, or `signal`. */
export async function interact(stack: DevStack, screen: Screen, signal: AbortSignal): Promise<void> {
  const { conversation, bot } = setStage(stack, screen);
  const people = new Map(
    samplePeople.map(({ login }) => [login as string, { login, request: stack.github.as(login).request }]),
  );
  let who = 'alice';
  let issue: number | undefined;
  const shown = new Map<number, string>();

  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: 'alice> ' });
  signal.addEventListener('abort', () => terminal.close());
  console.log(`\n${help}\n`);
  terminal.prompt();

  const watch = setInterval(() => void showNews(), lookEveryMs);
  async function showNews(): Promise<void> {
    if (issue === undefined) return;
    for (const comment of await conversation.comments(issue).catch(() => [])) {
      if (comment.login !== bot || shown.get(comment.id) === comment.body) continue;
      shown.set(comment.id, comment.body);
      screen.said(bot, comment.body, `issue #${issue}`);
      terminal.prompt(true);
    }
  }
  async function obey(line: string): Promise<void> {
    const [word, rest] = [line.split(/\s+/, 1)[0] ?? '', line.replace(/^\S+\s*/, '')];
    const person = people.get(who);
    if (person === undefined) return;
    if (word === 'as') {
      if (!people.has(rest)) return console.log(`there is nobody called "${rest}"`);
      who = rest;
      terminal.setPrompt(`${who}> `);
    } else if (word === 'issue') {
      issue = await conversation.openIssue(person, rest || 'On call');
      console.log(`issue #${issue}: ${stack.github.htmlUrl}/${stack.repository}/issues/${issue}`);
    } else if (word === 'approve') await conversation.approve(person, Number(rest));
    else if (word === 'merge') await conversation.merge(person, Number(rest));
    else if (word.startsWith('/ops') || /^\d+$/.test(line)) {
      issue ??= await conversation.openIssue(person, 'On call');
      await conversation.say(person, issue, line);
    } else if (line !== '') console.log(help);
  }
  try {
    for await (const line of terminal) {
      if (line.trim() === 'quit') break;
      await obey(line.trim()).catch((error: unknown) =>
        console.log(error instanceof Error ? error.message : String(error)),
      );
      terminal.prompt();
    }
  } finally {
    clearInterval(watch);
    terminal.close();
  }
}
