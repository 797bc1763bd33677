/** What a call may cost at most, set aside until it is known what it did. */
export interface Reservation {
  /** UTC, YYYY-MM-DD: the day that pays. */
  readonly day: string;
  /** Millionths of a US dollar. */
  readonly amount: number;
}

/** What may be spent on the model in a day. */
export interface ModelBudget {
  /** Undefined: the day has not so much left. */
  reserve(amount: number): Promise<Reservation | undefined>;
  /** What it really cost; the rest is free again. Without it the whole reservation stays spent. */
  settle(reservation: Reservation, spent: number): Promise<void>;
}

export const noLimit: ModelBudget = {
  reserve: async (amount) => ({ day: '', amount }),
  settle: async () => {},
};
