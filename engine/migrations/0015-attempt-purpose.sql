alter table run_attempts add column purpose text not null default 'run' check (purpose in ('run', 'rollback')); -- a rollback only goes back over what earlier attempts started
