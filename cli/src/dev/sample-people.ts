/** The people of the sample organisation. */
export const samplePeople = [
  { login: 'alice', name: 'Alice Martin', email: 'alice@acme.example', permission: 'write' },
  { login: 'bruno', name: 'Bruno Petit', email: 'bruno@acme.example', permission: 'write' },
  { login: 'chloe', name: 'Chloé Girard', email: 'chloe@acme.example', permission: 'admin' },
  { login: 'eve', name: 'Eve Moreau', email: 'eve@acme.example', permission: 'read' },
] as const;

/** Alice is on call, Bruno reviews, Chloé administers, Eve may read the repository and has no role. */
export const sampleRoles = { admins: ['chloe'], operators: ['alice', 'bruno'], viewers: [] } as const;
