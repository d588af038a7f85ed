-- The head of the chain is there after the first entry: it is read first and made only when it is missing, and the hash is
-- written out in place. A link of the chain costs a third less this way; it is part of every command.
create or replace function kernel.append_audit(
  p_city text, p_at timestamptz, p_actor_id text, p_actor_name text, p_action text, p_subjects text[], p_digest text, p_summary jsonb
) returns bigint language plpgsql as $$
declare
  head kernel.audit_head;
  entry_hash text;
begin
  select * into head from kernel.audit_head where city_id = p_city for update;
  if not found then
    insert into kernel.audit_head values (p_city, 0, repeat('0', 64)) on conflict do nothing;
    select * into head from kernel.audit_head where city_id = p_city for update;
  end if;
  -- As kernel.audit_hash says it, which the check of the whole chain goes by.
  entry_hash := encode(sha256(convert_to(concat_ws(E'\x1f',
    head.hash, (head.seq + 1)::text, (extract(epoch from p_at) * 1000000)::bigint::text, coalesce(p_actor_id, ''), p_actor_name, p_action,
    array_to_string(p_subjects, ','), p_digest, p_summary::text), 'UTF8')), 'hex');
  insert into kernel.audit_entry values (p_city, head.seq + 1, p_at, p_actor_id, p_actor_name, p_action, p_subjects, p_digest, p_summary, head.hash, entry_hash);
  update kernel.audit_head set seq = head.seq + 1, hash = entry_hash where city_id = p_city;
  return head.seq + 1;
end $$;
