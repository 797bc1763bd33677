import type { Language } from '@chatops-commander/engine/actions/action';
import { choosePassages } from '@chatops-commander/engine/knowledge/choose-passages';
import { describeCatalog } from '@chatops-commander/engine/knowledge/describe-catalog';
import { describeInventory } from '@chatops-commander/engine/knowledge/describe-inventory';
import { describeRuns } from '@chatops-commander/engine/knowledge/describe-runs';
import { questionTerms } from '@chatops-commander/engine/knowledge/question-terms';
import { splitDocument } from '@chatops-commander/engine/knowledge/split-document';
import type { DocumentFile } from '@chatops-commander/engine/records/passages';
import type { Records } from '@chatops-commander/engine/records/records';
import { renderPassages } from '@chatops-commander/engine/report/render-passages';
import type { Contents } from '../../github/contents.js';
import type { GitHubClients } from '../../github/repository-client.js';
import type { CatalogReader } from '../catalog-reader.js';
import type { ConfigReader } from '../config-in-force.js';

export interface KnowledgeDeps {
  readonly github: Pick<GitHubClients, 'of'>;
  readonly config: Pick<ConfigReader, 'inForce'>;
  readonly catalog: CatalogReader;
  readonly records: Pick<Records, 'passages' | 'runs'>;
}
export interface AskedQuestion {
  readonly repository: string;
  readonly language: Language;
  readonly question: string;
}

/** A team's handbook; a repository with more documents is searched in its first ones, by path. */
const MOST_DOCUMENTS = 1_000;
/** Bytes. What is longer is data, not a document. */
const LARGEST_DOCUMENT = 512 * 1024;
const READ_AT_ONCE = 8;
const RECENT_RUNS = 200;
const MOST_ANSWERS = 4;

/**
 * Answers a question about servers, runs, runbooks and the team's own documents with what is written there, each with
 * a link, or says that it does not know. It reads no server. Documents are read again when the default branch moved,
 * and then only those that changed. Returns Markdown; throws what GitHub and the database throw.
 */
export function createAnswerQuestion(deps: KnowledgeDeps): (asked: AskedQuestion) => Promise<string> {
  const { passages, runs } = deps.records;
  return async ({ repository, language, question }) => {
    const [{ contents }, { inventory }] = await Promise.all([
      deps.github.of(repository),
      deps.config.inForce(repository),
    ]);
    const [{ head, webUrl }, catalog, recent] = await Promise.all([
      contents.defaultHead(),
      deps.catalog.of(repository, contents),
      runs.list({ repository, limit: RECENT_RUNS }),
    ]);
    await readDocuments(repository, head, contents);
    const found = await passages.search({
      repository,
      language,
      terms: questionTerms(question),
      facts: [...describeInventory(inventory), ...describeRuns(recent), ...describeCatalog(catalog.entries)],
    });
    const place = { webUrl, commit: head };
    return renderPassages(choosePassages(found, MOST_ANSWERS), { language, question, place });
  };

  async function readDocuments(
    repository: string,
    head: string,
    contents: Pick<Contents, 'list' | 'readBlob'>,
  ): Promise<void> {
    const files = (await contents.list(head, '')).filter(({ path }) => /\.(?:md|markdown)$/i.test(path));
    const unread = await passages.keepOnly(repository, files.slice(0, MOST_DOCUMENTS));
    const waiting = unread.values();
    await Promise.all(
      Array.from({ length: READ_AT_ONCE }, async () => {
        for (const file of waiting) await readDocument(repository, file, contents);
      }),
    );
  }

  async function readDocument(
    repository: string,
    file: DocumentFile,
    contents: Pick<Contents, 'readBlob'>,
  ): Promise<void> {
    const bytes = await contents.readBlob(file.blob);
    const text = bytes.length > LARGEST_DOCUMENT ? '' : bytes.toString('utf8');
    await passages.store(repository, file, splitDocument(text, file.path));
  }
}
