import type { Language } from '@chatops-commander/engine/actions/action';
import { guardFactsOf } from '@chatops-commander/engine/preview/guard-changes';
import { mayPreview, type PreviewPerson, previewPeople } from '@chatops-commander/engine/preview/may-preview';
import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { Records } from '@chatops-commander/engine/records/records';
import { type PreviewedFile, renderNoPreview, renderPreview } from '@chatops-commander/engine/report/render-preview';
import { unansweredBy } from '@chatops-commander/engine/preview/step-preview';
import { clip } from '@chatops-commander/engine/report/visible-text';
import { parseRunbook } from '@chatops-commander/schemas';
import type { ChangeInput } from '../../contract.js';
import type { RepositoryClient } from '../../github/repository-client.js';
import { type ChangeDeps, readNow } from '../change/look-at-change.js';
import { createStandingReader } from '../change/read-people.js';
import { withHeartbeat } from '../heartbeat.js';
import type { PreviewActivities } from './preview-activities.js';
import { previewRunbook } from './preview-runbook.js';
import { previewTime } from './preview-time.js';
import { publishPreview } from './publish-preview.js';

export interface PreviewDeps extends ChangeDeps {
  readonly records: ChangeDeps['records'] & Pick<Records, 'previews'>;
  readonly runner: Pick<StepRunner, 'preview' | 'readFacts'>;
  /** Bytes free where backups go; undefined where that cannot be told. */
  backupRoom(): Promise<number | undefined>;
}

type Now = Awaited<ReturnType<typeof readNow>>;

/** Shows on a pull request what its change would do on the servers, as they are now. It changes nothing anywhere. */
export function createPreviewActivities(deps: PreviewDeps): PreviewActivities {
  return {
    async previewChange(input, head) {
      const now = await readNow(input, deps);
      const { facts } = now.read;
      // what was pushed since has a preview of its own
      if (facts.head !== head || facts.state !== 'open') return;
      const origin = await deps.records.requests.ofPull(input.repository, input.pull);
      const language = origin?.language ?? 'en';
      const standing = mayPreview(facts, await peopleOf(now), now.config.policy);
      if (standing.kind === 'no') {
        await rememberAll(input, now, []);
        await publishPreview(now.client, {
          pull: input.pull,
          head,
          conclusion: 'neutral',
          title: language === 'fr' ? "pas d'aperçu" : 'no preview',
          markdown: renderNoPreview(standing.because, language),
        });
        return;
      }
      const files = await lookAtAll(now, standing.mayShow);
      await rememberAll(input, now, files);
      await deps.records.audit.append({
        actor: 'chatops',
        kind: 'change.previewed',
        subject: `${input.repository}#${input.pull}`,
        data: { head, servers: [...new Set(files.flatMap((file) => file.steps.map(({ server }) => server)))] },
        key: `change.previewed:${input.repository}#${input.pull}:${head}`,
      });
      await publishPreview(now.client, {
        pull: input.pull,
        head,
        ...verdictOf(files, language),
        markdown: renderPreview({ language, head, files, backupRoom: await deps.backupRoom() }),
      });
    },
  };

  async function lookAtAll(now: Now, mayShow: (path: string) => boolean): Promise<PreviewedFile[]> {
    const { inventory, policy } = now.config;
    const files: PreviewedFile[] = [];
    return await withHeartbeat(
      () => ({ files: files.length, of: now.read.changes.length }),
      async (signal) => {
        const time = previewTime();
        for (const { path, text } of now.read.changes) {
          const runbook = parseRunbook(text, path);
          const options = { mayShow, signal, time };
          const looked = await previewRunbook({ runbook, inventory, policy }, deps.runner, options);
          files.push({ path, ...looked });
        }
        return files;
      },
    );
  }

  async function rememberAll(input: ChangeInput, now: Now, files: readonly PreviewedFile[]): Promise<void> {
    for (const { path, blob } of now.read.changes) {
      const guards = guardFactsOf(files.find((file) => file.path === path)?.steps ?? []);
      await deps.records.previews.remember({ ...input, head: now.read.facts.head, path, blob, guards });
    }
  }
}

async function peopleOf({ read, client, config }: Now): Promise<readonly (PreviewPerson | undefined)[]> {
  const standing = createStandingReader(client, config, []);
  return await Promise.all(
    previewPeople(read.facts, client.botLogin).map(async (login) =>
      login === undefined
        ? undefined
        : { login, canWrite: await canWrite(login, client), role: (await standing(login)).role },
    ),
  );
}

const writing: readonly string[] = ['write', 'maintain', 'admin'];

async function canWrite(login: string, { people }: Pick<RepositoryClient, 'people'>): Promise<boolean> {
  const permission = await people.permissionOf(login);
  return permission !== undefined && writing.includes(permission);
}

/** Its title names who did not answer; a check has room for 255 characters of it. */
function verdictOf(files: readonly PreviewedFile[], language: Language) {
  const steps = files.flatMap((file) => file.steps);
  const failed = steps.some(({ preview }) => preview.kind === 'failed');
  const count = new Set(steps.map(({ server }) => server)).size;
  const looked = language === 'fr' ? `${count} serveur(s) regardé(s)` : `${count} server(s) looked at`;
  const unanswered = unansweredBy(steps);
  const without = language === 'fr' ? 'sans réponse complète de' : 'no full answer from';
  const title = unanswered.length === 0 ? looked : `${looked}, ${without} ${unanswered.join(', ')}`;
  return { conclusion: failed ? ('failure' as const) : ('success' as const), title: clip(title, 250) };
}
