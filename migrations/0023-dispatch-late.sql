-- A visit that will begin late as things stand: predicted, told to the household once, asked of the worker; it goes when she is in time again.
create table dispatch.late_risk (
  city_id text not null, order_id text not null, worker_id text not null, since timestamptz not null, looked_at timestamptz not null, arrive_at timestamptz not null, late_minutes int not null,
  sooner_worker_id text, sooner_at timestamptz, told_at timestamptz, answer text check (answer in ('onMyWay','cannot')), answered_at timestamptz, cleared_at timestamptz,
  primary key (city_id, order_id, worker_id)
);
create index late_risk_open on dispatch.late_risk (city_id, since) where cleared_at is null;
