import { createHash } from 'node:crypto';
import type { Language } from '@chatops-commander/engine/actions/action';
import type { Command } from '@chatops-commander/engine/request/command';
import { detectLanguage } from '@chatops-commander/engine/request/detect-language';
import { parseCommand } from '@chatops-commander/engine/request/parse-command';
import { vocabulary } from '../../commands/all-commands.js';
import type { Recognised } from '../../commands/command.js';
import type { RequestInput } from '../../contract.js';
import type { RepositoryClient } from '../../github/repository-client.js';
import { isStatus } from '../../github/status.js';

/** What somebody wrote, as GitHub shows it now: never as a webhook told it. */
export interface ReadRequest {
  readonly command: Command<Recognised>;
  readonly login: string;
  readonly language: Language;
  readonly words: string;
  /** sha256 of the body: an edit after this shows. */
  readonly wordsDigest: string;
  /** When it was written, as GitHub tells. */
  readonly askedAt: string | undefined;
  /** Whether they were edited after they were written, by whomever: asked only when it is called. */
  wasEdited(): Promise<boolean>;
}

/** Undefined when the words are gone, a bot's, or not for us. */
export async function readRequest(input: RequestInput, client: RepositoryClient): Promise<ReadRequest | undefined> {
  const written = await readWritten(input, client);
  if (written === undefined || written.isBot) return undefined;
  const command = parseCommand(written.body, vocabulary, { allowBareNumber: input.source.kind === 'comment' });
  if (command === undefined) return undefined;
  const words = command.kind === 'ask-for' ? command.words : written.body.trim();
  return {
    command,
    login: written.login,
    language: await languageOf(words, input, client),
    words,
    wordsDigest: digestOf(written.body),
    askedAt: written.createdAt,
    wasEdited: () => client.edits.wasEdited(written.nodeId),
  };
}

/** That of the words; of the issue's, where they tell nothing: `/ops pause` is no English. */
async function languageOf(words: string, { issue }: RequestInput, { comments }: RepositoryClient): Promise<Language> {
  const language = detectLanguage(words, 'en');
  if (language === detectLanguage(words, 'fr')) return language;
  const { title, body } = await comments.issue(issue);
  return detectLanguage(`${title}\n${body}`);
}

const digestOf = (body: string): string => `sha256:${createHash('sha256').update(body).digest('hex')}`;

/** Of what stands now where somebody asked; undefined when it is gone. */
export async function wordsDigestNow(input: RequestInput, client: RepositoryClient): Promise<string | undefined> {
  const written = await readWritten(input, client);
  return written === undefined ? undefined : digestOf(written.body);
}

interface Written {
  readonly nodeId: string;
  readonly body: string;
  readonly login: string;
  readonly isBot: boolean;
  readonly createdAt?: string;
}

async function readWritten(input: RequestInput, client: RepositoryClient): Promise<Written | undefined> {
  try {
    switch (input.source.kind) {
      case 'comment': {
        const comment = await client.comments.comment(input.source.id);
        // which conversation it belongs to is told by GitHub too: a body that lies would have it confirm another change
        return comment.issue === input.issue ? comment : undefined;
      }
      case 'issue':
        return await client.comments.issue(input.issue);
      case 'review':
        return await client.pulls.review(input.issue, input.source.id);
      default:
        return input.source satisfies never;
    }
  } catch (error) {
    if (isStatus(error, 404, 410)) return undefined;
    throw error;
  }
}
