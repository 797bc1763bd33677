import type { ActionPage } from './action-page.js';

export const filesPages: Readonly<Record<string, ActionPage>> = {
  'files.line': {
    example: { path: '/etc/shop.conf', line: 'timeout 30', after: 'listen 80' },
    said: '/etc/shop.conf: line added',
    gave: {
      path: '/etc/shop.conf',
      sha256: '9c2dc0f8cb7c8ae817e0a6a6631302b4bae8694c43bf11b43df4335c5cbf610a',
      bytes: 31,
      validated: false,
    },
    outputs: {
      path: 'of the file',
      sha256: 'of the new content',
      bytes: 'of the new content',
      validated: 'whether `validate` ran, and was content',
    },
  },
  'files.read': {
    example: { path: '/etc/shop.conf' },
    said: '/etc/shop.conf: 20 B',
    gave: {
      path: '/etc/shop.conf',
      content: 'listen 80\nworkers 2',
      bytes: 20,
      sha256: '1e3eb02fa0f21f77d9ad1e52ad834c3d9b9e3acab3629d1f423e284e7c336e15',
      mode: '644',
      owner: 'root:root',
      truncated: false,
    },
    outputs: {
      path: 'of the file',
      content: 'its text',
      bytes: 'of the whole file',
      sha256: 'of the whole file',
      mode: 'octal',
      owner: 'user:group',
      truncated: 'whether content is cut',
    },
  },
  'files.remove': {
    example: { path: '/etc/shop.conf' },
    said: '/etc/shop.conf: removed',
    gave: { path: '/etc/shop.conf' },
    outputs: { path: 'of the file' },
  },
  'files.write': {
    example: { path: '/etc/shop.conf', content: 'listen 80\nworkers 4\n' },
    said: '/etc/shop.conf: written, 20 B',
    gave: {
      path: '/etc/shop.conf',
      sha256: '27c6ad1a80803a4b5b4a239642bb33f804b64226eb0e294a3d0bc2b6fe7d2fa4',
      bytes: 20,
      mode: '644',
      owner: 'root:root',
      validated: false,
    },
    outputs: {
      path: 'of the file',
      sha256: 'of the new content',
      bytes: 'of the new content',
      mode: 'octal',
      owner: 'user:group',
      validated: 'whether `validate` ran, and was content',
    },
  },
};
