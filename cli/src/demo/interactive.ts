import { createInterface } from 'node:readline';
import type { DevStack } from '../dev/dev-stack.js';
import { samplePeople } from '../dev/sample-people.js';
import { createNews } from './news.js';
import { setStage } from './play-demo.js';
import type { Screen } from './stage.js';

const help = `Type as somebody of the sample team:
  /ops WORDS         comment on the current issue (as alice until you say otherwise)
  1                  answer numbered proposals
  as NAME            go on as ${samplePeople.map((person) => person.login).join(', ')}
  issue [TITLE]      open a new issue and go on there
  on N               go on at issue or pull request N
  approve [N]        approve pull request N, or the latest
  merge [N]          merge pull request N, or the latest
  quit               stop everything`;
const lookEveryMs = 500;

/** Takes the user's own requests, approvals and merges until `quit`, the end of input, or `signal`. */
export async function interact(stack: DevStack, screen: Screen, signal: AbortSignal): Promise<void> {
  const { conversation, bot } = setStage(stack, screen);
  const news = createNews(conversation, screen, bot);
  const people = new Map(
    samplePeople.map(({ login }) => [login as string, { login, request: stack.github.as(login).request }]),
  );
  let who = 'alice';
  let issue: number | undefined;

  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: 'alice> ' });
  signal.addEventListener('abort', () => terminal.close());
  console.log(`\n${help}\n`);
  terminal.prompt();

  /** One look at a time: two at once would show the same twice. */
  let looking = false;
  const watch = setInterval(() => {
    if (looking) return;
    looking = true;
    void news
      .show()
      .then((any) => any && terminal.prompt(true))
      // GitHub's front stops a moment before the terminal does
      .catch(() => {})
      .finally(() => {
        looking = false;
      });
  }, lookEveryMs);

  function goTo(number: number): void {
    issue = number;
    news.follow(number);
    console.log(`on #${number}: ${stack.github.htmlUrl}/${stack.repository}/issues/${number}`);
  }
  /** @throws {Error} when no number was said and nothing was opened yet. */
  function pullMeant(rest: string): number {
    const number = rest === '' ? news.latestPull() : Number(rest.replace('#', ''));
    if (number === undefined || !Number.isInteger(number)) throw new Error('say which pull request, by its number');
    return number;
  }
  async function obey(line: string): Promise<void> {
    const [word, rest] = [line.split(/\s+/, 1)[0] ?? '', line.replace(/^\S+\s*/, '')];
    const person = people.get(who);
    if (person === undefined) return;
    if (word === 'as') {
      if (!people.has(rest)) return console.log(`there is nobody called "${rest}"`);
      who = rest;
      terminal.setPrompt(`${who}> `);
    } else if (word === 'issue') goTo(await conversation.openIssue(person, rest || 'On call'));
    else if (word === 'on') goTo(pullMeant(rest));
    else if (word === 'approve') {
      const pull = pullMeant(rest);
      await conversation.approve(person, pull);
      screen.note(`${who} approved #${pull}`);
    } else if (word === 'merge') {
      const pull = pullMeant(rest);
      await conversation.merge(person, pull);
      screen.note(`${who} merged #${pull}`);
    } else if (word.startsWith('/ops') || /^\d+$/.test(line)) {
      if (issue === undefined) goTo(await conversation.openIssue(person, 'On call'));
      if (issue !== undefined) await conversation.say(person, issue, line);
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
