-- A transaction is judged once for the statement that writes it, not once for each of its postings at commit: every statement of postings has to leave
-- each transaction it touches at zero.
drop trigger ledger_balances on payments.ledger_posting;
create or replace function payments.transaction_balances() returns trigger language plpgsql as $$
declare
  broken text;
begin
  -- One look by the index for each transaction; a join would be planned without knowing how few they are.
  select f.transaction_id into broken from (select distinct city_id, transaction_id from fresh) f
    cross join lateral (select sum(p.amount_fen) as fen from payments.ledger_posting p where p.city_id = f.city_id and p.transaction_id = f.transaction_id) whole where whole.fen <> 0 limit 1;
  if broken is not null then
    raise exception 'ledger transaction % does not sum to zero', broken using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger ledger_balances after insert on payments.ledger_posting referencing new table as fresh for each statement execute function payments.transaction_balances();
