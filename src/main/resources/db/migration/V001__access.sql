-- Who may come in: people, their passkeys, sessions and calendars, registered clients and apps, and who made a resource.
-- Databases from before there were migrations have some or all of it: only what does not exist is made.

create schema if not exists access;

-- security.user: Users.
create table if not exists access.user_account (
    login text primary key,
    name text not null,
    role text not null,
    site text,
    password text,
    code text,
    code_until timestamptz,
    since timestamptz not null,
    added timestamptz not null default now(),
    last_signed_in timestamptz,
    disabled timestamptz
);
alter table access.user_account add column if not exists subject text;
create table if not exists access.user_device (
    login text not null references access.user_account,
    device bytea not null,
    added timestamptz not null default now(),
    primary key (login, device)
);

-- security.user: Passkeys.
create table if not exists access.user_entities (
    id varchar(1000) primary key,
    name varchar(100) not null unique references access.user_account,
    display_name varchar(200)
);
create table if not exists access.user_credentials (
    credential_id varchar(1000) primary key,
    user_entity_user_id varchar(1000) not null references access.user_entities on delete cascade,
    public_key bytea not null,
    signature_count bigint,
    uv_initialized boolean,
    backup_eligible boolean not null,
    authenticator_transports varchar(1000),
    public_key_credential_type varchar(100),
    backup_state boolean not null,
    attestation_object bytea,
    attestation_client_data_json bytea,
    created timestamptz,
    last_used timestamptz,
    label varchar(1000) not null
);
create index if not exists user_credentials_of on access.user_credentials (user_entity_user_id);

-- security.user: CalendarFeeds.
create table if not exists access.calendar_feed (
    secret bytea primary key,
    login text not null,
    study text not null,
    made timestamptz not null,
    used timestamptz,
    unique (login, study)
);

-- security.token: Clients.
create table if not exists access.client (
    id text primary key,
    role text not null,
    site text,
    identifier_systems text not null,
    scopes text not null,
    keys text,
    keys_at text,
    demo boolean not null,
    added timestamptz not null default now(),
    revoked timestamptz
);
alter table access.client add column if not exists charset text;
alter table access.client add column if not exists tokens_since timestamptz;
alter table access.client add column if not exists last_token timestamptz;
create table if not exists access.assertion (
    client text not null,
    jti_hash bytea not null,
    expires timestamptz not null,
    primary key (client, jti_hash)
);
create index if not exists assertion_expires on access.assertion (expires);

-- security.token: Apps.
create table if not exists access.app (
    id text primary key,
    name text not null,
    redirect_uris text not null,
    added timestamptz not null default now(),
    revoked timestamptz
);

-- security.token: Allowances.
create table if not exists access.allowance (
    id text primary key,
    app text not null,
    login text not null,
    asked text not null,
    scopes text not null,
    began timestamptz not null,
    ends timestamptz not null,
    ended timestamptz,
    state_hash bytea unique,
    code_hash bytea unique,
    code_until timestamptz,
    code_used boolean not null default false,
    refresh_hash bytea unique
);
create index if not exists allowance_ends on access.allowance (ends);
create table if not exists access.spent_refresh (
    hash bytea primary key,
    allowance text not null references access.allowance on delete cascade
);

-- security.access: Owners.
create table if not exists access.owner (
    type text not null,
    id text not null,
    client text not null,
    primary key (type, id));
create index if not exists owner_client on access.owner (client, type);

-- desk: the sessions, in the form that Spring Session requires.
create table if not exists access.session (
    primary_id char(36) not null primary key,
    session_id char(36) not null unique,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create index if not exists session_expiry on access.session (expiry_time);
create index if not exists session_principal on access.session (principal_name);
create table if not exists access.session_attributes (
    session_primary_id char(36) not null references access.session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    primary key (session_primary_id, attribute_name)
);
