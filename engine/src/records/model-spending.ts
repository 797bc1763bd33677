import type { ModelBudget } from '../planner/anthropic/model-budget.js';
import { onlyRow } from './only-row.js';
import type { Queryable } from './queryable.js';

export interface ModelSpending {
  /** A budget of so many millionths of a US dollar per day in UTC, shared by everybody on this database. */
  budget(perDay: number): ModelBudget;
  /** Millionths of a US dollar of today, what is set aside included. */
  today(): Promise<number>;
}

/** One statement, so that two workers cannot both take what is left. */
const RESERVE = `
  insert into model_spending (day, spent)
    select (now() at time zone 'utc')::date, $1::bigint where $1::bigint <= $2::bigint
    on conflict (day) do update set spent = model_spending.spent + excluded.spent
      where model_spending.spent + excluded.spent <= $2::bigint
    returning to_char(day, 'YYYY-MM-DD') as day`;

export function createModelSpending(db: Queryable): ModelSpending {
  return {
    budget: (perDay) => ({
      async reserve(amount) {
        const { rows } = await db.query<{ day: string }>(RESERVE, [Math.ceil(amount), Math.floor(perDay)]);
        const [row] = rows;
        return row === undefined ? undefined : { day: row.day, amount: Math.ceil(amount) };
      },
      async settle({ day, amount }, spent) {
        await db.query('update model_spending set spent = greatest(0, spent - $2 + $3) where day = $1::date', [
          day,
          amount,
          Math.ceil(spent),
        ]);
      },
    }),
    async today() {
      const result = await db.query<{ spent: string }>(
        `select coalesce(max(spent), 0)::text as spent from model_spending where day = (now() at time zone 'utc')::date`,
        [],
      );
      return Number(onlyRow("today's spending", result).spent);
    },
  };
}
