/** Thrown for a DATABASE_URL that holds records already: nothing of the sample organisation belongs among them. */
export class DatabaseInUse extends Error {
  constructor() {
    super(
      'the database of DATABASE_URL holds records already, and `chatops dev` begins anew each time. Name an empty database, or leave DATABASE_URL out.',
    );
    this.name = 'DatabaseInUse';
  }
}
