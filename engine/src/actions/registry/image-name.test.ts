import { describe, expect, it } from 'vitest';
import { parseImageName } from './image-name.js';

describe('parseImageName', () => {
  it.each([
    ['nginx', 'registry-1.docker.io', 'library/nginx'],
    ['team/shop', 'registry-1.docker.io', 'team/shop'],
    ['docker.io/nginx', 'registry-1.docker.io', 'library/nginx'],
    ['docker.io/team/shop', 'registry-1.docker.io', 'team/shop'],
    ['registry.example.com/shop', 'registry.example.com', 'shop'],
    ['registry:5000/team/shop', 'registry:5000', 'team/shop'],
    ['localhost/shop', 'localhost', 'shop'],
    ['127.0.0.1:5000/shop', '127.0.0.1:5000', 'shop'],
  ])('reads %s', (image, registry, repository) => {
    expect(parseImageName(image)).toEqual({ registry, repository });
  });
});
