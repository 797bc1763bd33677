import type { Action } from '../action.js';
import { parseImageName } from './image-name.js';

/** The URL that the worker would ask for a step of this action, as far as its inputs tell; what they are when not. */
export function requestedUrl(action: Action, inputs: Readonly<Record<string, unknown>>): unknown {
  if (action.kind !== 'registry') return inputs.url;
  const { image } = inputs;
  if (typeof image !== 'string') return image;
  // An input that is bound later stays visible as one.
  return image.includes('${{') ? image : `https://${parseImageName(image).registry}/`;
}
