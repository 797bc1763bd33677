import { type Finding, type Path, suggestName } from '@chatops-commander/schemas';
import { isServerExpression, serverValue } from '../expand-step.js';
import { findServer } from '../find-server.js';
import { everyStep } from '../number-steps.js';
import { serversWithin } from '../placement.js';
import { findTemplates, type Template, textsWithTemplates } from '../templates.js';
import type { LintRule, LintSubject } from './lint-subject.js';
import { noInput, writeOut } from './shared-words.js';

/** Every `${{ … }}` has a value: inputs in the library only, servers in the inputs and names of steps that have one. */
export const templatesResolve: LintRule = (subject) => {
  const { metadata, spec } = subject.runbook;
  const { inputs: _, triggers: __, ...rest } = spec;
  const { source: ___, ...described } = metadata;
  return textsWithTemplates({ metadata: described, spec: rest }).flatMap(({ path, text }) =>
    findTemplates(text).flatMap((template) => judge(template, path, subject)),
  );
};

function judge({ expression, raw }: Template, path: Path, subject: LintSubject): Finding[] {
  const at = { path, part: 'value' } as const;
  if (expression?.startsWith('inputs.') === true)
    return judgeInput(expression.slice('inputs.'.length), { raw, path, subject });
  if (expression === undefined || !isServerExpression(expression)) {
    const hint = {
      en: `Write \${{ inputs.NAME }} (in the library), or \${{ server.name }}, .host, .port, .environment, .tags.TAG.`,
      fr: `Écrivez \${{ inputs.NOM }} (dans la bibliothèque), ou \${{ server.name }}, .host, .port, .environment, .tags.TAG.`,
    };
    const message =
      expression === undefined
        ? { en: 'a template starts here and does not end', fr: 'un modèle commence ici et ne finit pas' }
        : { en: `${raw} is not a template of this version`, fr: `${raw} n'est pas un modèle de cette version` };
    return [{ ...at, code: 'unresolved-template', message, hint }];
  }
  const owner = everyStep(subject.runbook).findLast((any) => any.path.every((part, index) => part === path[index]));
  const key = owner === undefined ? undefined : path[owner.path.length];
  if (owner === undefined || (key !== 'with' && key !== 'name')) {
    return [
      {
        ...at,
        code: 'unresolved-template',
        message: { en: `${raw} has no server here`, fr: `${raw} n'a pas de serveur ici` },
        hint: {
          en: 'Use it in the name or inputs of a step.',
          fr: "Utilisez-le dans le nom ou les entrées d'une étape.",
        },
      },
    ];
  }
  if (owner.of.step.on === 'controller') {
    const hint = {
      en: 'Remove "on: controller", or write the value out.',
      fr: 'Retirez « on: controller », ou écrivez la valeur elle-même.',
    };
    const message = {
      en: `${raw} has no value on the controller`,
      fr: `${raw} n'a pas de valeur sur le contrôleur`,
    };
    return [{ ...at, code: 'unresolved-template', message, hint }];
  }
  return missingTags(expression, { raw, path, subject, servers: serversWithin(owner.of.step, subject.runbook) });
}

interface Place {
  readonly raw: string;
  readonly path: Path;
  readonly subject: LintSubject;
}

function judgeInput(name: string, { raw, path, subject }: Place): Finding[] {
  if (subject.as === 'change') {
    const message = { en: `${raw} has no value in a change`, fr: `${raw} n'a pas de valeur dans un changement` };
    return [{ code: 'unbound-input', path, part: 'value', message, hint: writeOut }];
  }
  const declared = subject.runbook.spec.inputs ?? {};
  if (Object.hasOwn(declared, name)) return [];
  const message = noInput(name);
  return [{ code: 'unknown-input', path, part: 'value', message, hint: suggestName(name, Object.keys(declared)) }];
}

function missingTags(
  expression: string,
  { raw, path, subject, servers }: Place & { readonly servers: readonly string[] },
): Finding[] {
  const { inventory } = subject;
  // Only tags can be missing; every server has a name, a host, a port and an environment.
  if (inventory === undefined || !expression.startsWith('server.tags.')) return [];
  const without = servers.filter((name) => {
    const server = findServer(inventory, name);
    return server !== undefined && serverValue(expression, { ...server, name }) === undefined;
  });
  if (without.length === 0) return [];
  const message = {
    en: `${raw} has no value on ${without.join(', ')}`,
    fr: `${raw} n'a pas de valeur sur ${without.join(', ')}`,
  };
  const hint = {
    en: 'Give the server that tag in the inventory.',
    fr: "Donnez cette étiquette au serveur dans l'inventaire.",
  };
  return [{ code: 'unresolved-template', path, part: 'value', message, hint }];
}
