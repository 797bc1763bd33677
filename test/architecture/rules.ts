import { type Import, type SourceFile, packageOf } from './source-file.js';

/** What each package may import of ours. The arrows point one way, so that each can be understood without those above. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  schemas: [],
  engine: ['schemas'],
  workflows: ['schemas', 'engine'],
  'github-app': ['schemas', 'engine'],
  devstack: ['schemas'],
  cli: ['schemas', 'engine', 'workflows', 'github-app', 'devstack'],
};

/** The one file where github-app and workflows meet. */
const CONTRACT = /^workflows\/src\/(.*\/)?contract\.ts$/;

/** Modules that reach outside of the process. */
const IO =
  /^(node:(fs|fs\/promises|net|tls|http|https|http2|dns|dns\/promises|child_process|dgram|readline)|pg|ssh2|@anthropic-ai\/sdk(\/.*)?)$/;
/** Reads an address; does not go there. */
const PURE_NAMES = new Set(['isIP', 'isIPv4', 'isIPv6', 'BlockList']);
/** Where the engine reaches outside; everything else in it is decided from what it is given. */
const ENGINE_IO = /^engine\/src\/(ssh|records|backup|execution)\/|^engine\/src\/planner\/(anthropic|load-catalog)/;

/** From words to a plan: each room of the planner may import those before it, and what stands beside them all. */
const PLANNER_ROOMS = [
  'vocabulary',
  'words',
  'indexes',
  'reading',
  'saying',
  'slots',
  'matching',
  'diagnosis',
  'thread',
  'answers',
  'plans',
];
const PLANNER_ROOM = /^engine\/src\/planner\/([a-z]+)\//;
/** What all rooms speak of. */
const PLANNER_INTERFACE = 'engine/src/planner/planner.ts';

const WORKFLOW_CODE = /^workflows\/src\/workflows\/|\.workflow\.ts$/;
/** What the workflow sandbox offers. */
const WORKFLOW_SDK = /^@temporalio\/(workflow|common)$/;

const MAX_LINES = 200;
const VAGUE_NAME = /^(utils?|helpers?|common|managers?)$/;

export type Rule = (files: readonly SourceFile[]) => readonly string[];

export const rules: Readonly<Record<string, Rule>> = {
  'packages import one way': (files) =>
    eachImport(files, (from, to) => {
      if (to.file === undefined) return undefined;
      const [own, other] = [packageOf(from.path), packageOf(to.file)];
      const allowed = other === own || MAY_IMPORT[own]?.includes(other) === true;
      return allowed || (own === 'github-app' && CONTRACT.test(to.file)) ? undefined : `${own} may not import ${other}`;
    }),

  'imports name files that exist': (files) => {
    const known = new Set(files.map((file) => file.path));
    return eachImport(files, (_from, to) =>
      to.file === undefined || known.has(to.file) || to.file.includes('/generated/') ? undefined : 'no such file',
    );
  },

  'another package is imported by its name, not by a path': (files) =>
    eachImport(files, (from, to) =>
      to.specifier.startsWith('.') && to.file !== undefined && packageOf(to.file) !== packageOf(from.path)
        ? 'a path into another package'
        : undefined,
    ),

  'the engine decides without input or output': (files) =>
    eachImport(files, (from, to) =>
      packageOf(from.path) === 'engine' && !ENGINE_IO.test(from.path) && reachesOutside(to)
        ? 'only ssh, records, backup, execution and the planners that read may do this'
        : undefined,
    ),

  "the planner's rooms import one way": (files) =>
    eachImport(files, (from, to) => {
      const room = PLANNER_ROOMS.indexOf(roomOf(from.path));
      if (room === -1 || to.file === undefined || !to.file.startsWith('engine/src/planner/')) return undefined;
      const other = PLANNER_ROOMS.indexOf(roomOf(to.file));
      const before = other !== -1 && other <= room;
      return before || to.file === PLANNER_INTERFACE ? undefined : `${PLANNER_ROOMS[room]} comes before that`;
    }),

  'workflow code reaches nothing but the workflow SDK': (files) => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    return files.filter((file) => WORKFLOW_CODE.test(file.path)).flatMap((file) => outsideOfSandbox(file, byPath));
  },

  'no file imports itself through others': (files) => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    return files.flatMap((file) => cycleThrough(file, byPath));
  },

  [`no file has more than ${MAX_LINES} lines`]: (files) =>
    files
      .filter((file) => file.lines > MAX_LINES)
      .map((file) => `${file.path}: ${file.lines} lines; look for the second concern`),

  'no file or folder has a name that says nothing': (files) =>
    files
      .filter((file) =>
        file.path
          .replace(/\.ts$/, '')
          .split('/')
          .some((part) => VAGUE_NAME.test(part)),
      )
      .map((file) => `${file.path}: name it for what it does`),
};

/** Which room of the planner a file is in; empty for one that is in none. */
const roomOf = (path: string): string => PLANNER_ROOM.exec(path)?.[1] ?? '';

function reachesOutside({ specifier, names, typeOnly }: Import): boolean {
  const pure = names.length > 0 && names.every((name) => PURE_NAMES.has(name));
  return IO.test(specifier) && !typeOnly && !pure;
}

function eachImport(
  files: readonly SourceFile[],
  problem: (from: SourceFile, to: Import) => string | undefined,
): readonly string[] {
  return files.flatMap((from) =>
    from.imports.flatMap((to) => {
      const because = problem(from, to);
      return because === undefined ? [] : [`${from.path} imports ${to.specifier}: ${because}`];
    }),
  );
}

type ByPath = ReadonlyMap<string, SourceFile>;

/** Follows what a workflow runs with, through our own files, to modules that the sandbox does not have. */
function outsideOfSandbox(workflow: SourceFile, byPath: ByPath): readonly string[] {
  const seen = new Set<string>();
  const visit = (file: SourceFile, chain: readonly string[]): readonly string[] => {
    if (seen.has(file.path)) return [];
    seen.add(file.path);
    return file.imports
      .filter((one) => !one.typeOnly)
      .flatMap((one) => {
        if (one.file === undefined)
          return WORKFLOW_SDK.test(one.specifier)
            ? []
            : [`${[...chain, one.specifier].join(' -> ')}: not in a workflow's sandbox`];
        const next = byPath.get(one.file);
        return next === undefined ? [] : visit(next, [...chain, next.path]);
      });
  };
  return visit(workflow, [workflow.path]);
}

/** The shortest way from a file back to itself by what remains of imports after compilation; at most one. */
function cycleThrough(start: SourceFile, byPath: ByPath): readonly string[] {
  const seen = new Set<string>();
  let ways: ReadonlyArray<readonly string[]> = [[start.path]];
  while (ways.length > 0) {
    const next: Array<readonly string[]> = [];
    for (const way of ways)
      for (const one of byPath.get(way.at(-1) ?? '')?.imports ?? []) {
        if (one.file === undefined || one.typeOnly) continue;
        if (one.file === start.path) return [[...way, start.path].join(' -> ')];
        if (!seen.has(one.file)) next.push([...way, one.file]);
        seen.add(one.file);
      }
    ways = next;
  }
  return [];
}
