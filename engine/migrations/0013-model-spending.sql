create table model_spending (
  day date primary key,                                        -- in UTC
  spent bigint not null check (spent >= 0)                     -- millionths of a US dollar, what is set aside included
);
comment on table model_spending is 'What the model cost each day, so that a daily budget holds over all workers';
