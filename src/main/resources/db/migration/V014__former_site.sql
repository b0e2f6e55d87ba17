-- The sites at which participants were before they were transferred to another.

-- security.access: FormerSites.
create table access.former_site (
    participant text not null,
    site text not null,
    until timestamptz not null default now(),
    primary key (participant, site));
create index former_site_of on access.former_site (site);
