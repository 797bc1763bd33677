/** A repository of images, and the registry that has it. */
export interface ImageName {
  /** Host, and port where it is not the default. */
  readonly registry: string;
  /** As the registry's own API names it. */
  readonly repository: string;
}

/** As the engines read it: what comes before the first slash is a host when it looks like one; else Docker Hub is meant. */
export function parseImageName(image: string): ImageName {
  const slash = image.indexOf('/');
  const first = slash < 0 ? '' : image.slice(0, slash);
  if (first === 'localhost' || /[.:]/.test(first)) {
    const registry = first === 'docker.io' || first === 'index.docker.io' ? HUB : first;
    const rest = image.slice(slash + 1);
    return { registry, repository: registry === HUB && !rest.includes('/') ? `library/${rest}` : rest };
  }
  return { registry: HUB, repository: slash < 0 ? `library/${image}` : image };
}

/** Where Docker Hub's API answers. */
const HUB = 'registry-1.docker.io';
