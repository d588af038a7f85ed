-- Masked numbers between worker and household of an order, and the wrong door codes of a visit.
create table orders.call_binding (
  city_id text not null, order_id text not null, caller_id text not null, worker_id text not null, binding_id text not null, dial_number text not null, expires_at timestamptz not null,
  primary key (city_id, order_id, caller_id),
  foreign key (city_id, order_id) references orders."order" (city_id, id)
);
alter table orders."order" add column door_code_tries int not null default 0 check (door_code_tries between 0 and 5);
