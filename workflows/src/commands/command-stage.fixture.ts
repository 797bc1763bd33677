import type { Role } from '@chatops-commander/engine/approval/change-facts';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import { parseInventory, parsePolicy } from '@chatops-commander/schemas';
import { createRequestActivities, type RequestDeps } from '../activities/request/create-request-activities.js';
import type { Understanding } from '../activities/request/request-activities.js';
import type { StoredRequest } from '../activities/request/request-store.js';
import { sampleRow } from '../activities/run/sample-run.fixture.js';
import type { Hearing, RequestSource } from '../contract.js';
import type { CommandDeps } from './command-deps.js';
import { createCommandHandlers } from './create-command-handlers.js';
import { madeUpRecords, type StageOptions } from './made-up-records.fixture.js';

export const inventoryText = `apiVersion: chatops-commander/v1
kind: Inventory
servers:
  # the shop's front
  web-01: { host: 10.0.0.11, user: deploy, key: "secret:k", environment: production, sudo: nopasswd }
  db-01: { host: 10.0.0.21, user: postgres, key: "secret:k", environment: production }
`;
const people: Readonly<Record<Role, readonly string[]>> = {
  viewer: ['vera'],
  operator: ['alice', 'bruno'],
  admin: ['chloe'],
};
const policyText = (contents: string) => `apiVersion: chatops-commander/v1
kind: Policy
roles:
  viewer: { users: [vera] }
  operator: { users: [alice, bruno] }
  admin: { users: [chloe] }
${contents}`;

export interface Said {
  readonly by?: string;
  readonly isBot?: boolean;
  readonly edited?: boolean;
  /** Issue or pull request; 3 is the pull request of the sample run, 2 the issue where it was asked for. */
  readonly on?: number;
  readonly source?: RequestSource;
}
export interface Heard {
  readonly understanding: Understanding;
  /** What was published, last. */
  readonly answer: string | undefined;
  /** Everything that was told, started, taken, placed or written, in a word each. */
  readonly effects: readonly string[];
  readonly saved: readonly StoredRequest[];
  readonly audited: readonly string[];
  /** Reactions. */
  readonly signs: readonly string[];
}

/** The way of a comment from GitHub to a command and back, with everything around it made up. */
export function commandStage(options: StageOptions = {}) {
  const runs = (options.runs ?? [{}]).map((run): RunRow => ({ ...sampleRow, ...run }));
  return {
    async say(body: string, said: Said = {}): Promise<Heard> {
      const effects: string[] = [];
      const audited: string[] = [];
      const saved: StoredRequest[] = [];
      const signs: string[] = [];
      let answer: string | undefined;
      const note = (...words: readonly unknown[]) => void effects.push(words.map((word) => show(word)).join(' '));
      const tellUnlessDeaf = (...words: readonly unknown[]): Hearing | undefined => {
        if (options.deaf === true) return undefined;
        if (options.waitsFor !== undefined) return { kind: 'unheard', waitsFor: options.waitsFor };
        note(...words);
        return { kind: 'heard' };
      };
      const at = new Date(Date.now() - 60_000).toISOString();
      const written = {
        id: 9,
        nodeId: 'IC_9',
        body,
        login: said.by ?? 'alice',
        isBot: said.isBot ?? false,
        createdAt: at,
      };
      const records = madeUpRecords(options, runs, { note, audited });
      const store = {
        save: async (request: StoredRequest) => void saved.push(request),
        find: async () => undefined,
        openProposals: async () => [],
        findings: async () => [],
      };
      const client = {
        botLogin: 'ops[bot]',
        comments: {
          comment: async () => ({ ...written, issue: said.on ?? sampleRow.pull }),
          issue: async (number: number) => ({
            ...written,
            title: 'Title',
            isPullRequest: number === sampleRow.pull,
          }),
          commentsOf: async () => [],
          reactToComment: async (id: number, content: string) => void signs.push(`${content} ${id}`),
          addComment: async (_issue: number, markdown: string) => {
            answer = markdown.split('\n').slice(1).join('\n');
            return { id: 1 };
          },
        },
        edits: { wasEdited: async (nodeId: string) => said.edited === true && nodeId === written.nodeId },
        pulls: {
          review: async () => written,
          pull: async () => ({ merge: { commit: 'merge' }, head: 'head' }),
          ofBranch: async () => undefined,
          findOrOpen: async (pull: { title: string; body: string }) => {
            note('pull request', pull.title);
            return { number: 44, url: 'https://github.example.com/acme/ops/pull/44', created: true };
          },
        },
        contents: {
          firstParent: async () => 'parent',
          compare: async () => ({ files: [{ status: 'added', path: 'changes/x.yaml', blob: 'blob' }] }),
          defaultHead: async () => ({ defaultBranch: 'main', head: 'head' }),
          blobAt: async (_commit: string, path: string) => (path === 'changes/x.yaml' ? 'blob' : 'inventory-blob'),
          readBlob: async () => Buffer.from(options.blob ?? inventoryText),
          commitFiles: async ({ edits }: { edits: readonly { path: string; text?: string }[] }) => {
            for (const { path, text = 'nothing' } of edits) {
              note('commit', path);
              committed.push(text);
            }
            return { created: true };
          },
        },
        people: { permissionOf: async () => undefined, isMember: async () => false },
      };
      const committed: string[] = [];
      const commands = createCommandHandlers({
        records,
        store,
        steerRun: async (run: unknown, steer: unknown) => tellUnlessDeaf('steer', run, steer),
        decideGate: async (run: unknown, decision: unknown) => tellUnlessDeaf('gate', run, decision),
        startRun: async (_input: unknown, run: unknown, first: unknown) => note('start', run, first ?? ''),
        nudgeChange: async ({ pull }: { pull: number }) => note('nudge', pull),
        nudgeWaitingChanges: async () => note('nudge all'),
        wake: async (id: string) => note('wake', id),
        uiLink: () => undefined,
        answerQuestion: async () => 'what is written',
        scanHostKey: async () => ({ type: 'ssh-ed25519', line: 'ssh-ed25519 AAAAC3Nz', fingerprint: 'SHA256:scanned' }),
        ...options.deps,
        // made up: what commands use of it
      } as unknown as CommandDeps);
      const deps = {
        github: { of: async () => client },
        config: {
          inForce: async () => ({
            policy: parsePolicy(policyText(options.contents ?? ''), 'policy'),
            inventory: parseInventory(inventoryText, 'inventory'),
          }),
        },
        catalog: { of: async () => ({ entries: [], diagnoses: [] }) },
        recent: async () => [],
        planner: {
          name: 'made up',
          plan: async ({ text }: { text: string }) => {
            note('plan', text);
            return { kind: 'answer', language: 'en', message: { en: 'planned', fr: 'planned' } };
          },
        },
        store,
        commands,
        records,
        // made up: what understanding uses of it
      } as unknown as RequestDeps;
      const source = said.source ?? { kind: 'comment', id: 9 };
      const input = { repository: 'acme/ops', issue: said.on ?? sampleRow.pull, source } as const;
      const understanding = await createRequestActivities(deps).understand(input, 0);
      return { understanding, answer, effects: [...effects, ...committed], saved, audited, signs };
    },
  };
}

const show = (word: unknown): string => (typeof word === 'object' ? JSON.stringify(word) : String(word));

/** Somebody who has just less than this role, and somebody who has it. */
export const withRole = (role: Role): string => people[role][0] ?? '';
export const below: Readonly<Record<Role, string>> = { viewer: 'eve', operator: 'vera', admin: 'alice' };
