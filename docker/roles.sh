#!/bin/sh
# Makes the server's roles and sets their passwords, and lets only them come in from outside of the container. PostgreSQL's image runs
# it when it makes a database. For one that was made before there were roles, by the superuser "platelink":
#   docker compose -f docker/compose.yaml exec -u postgres -e POSTGRES_USER=platelink database sh /docker-entrypoint-initdb.d/roles.sh
set -eu
secrets=${SECRETS:-/run/secrets}
superuser=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-platelink}
roles=platelink_server,platelink_audit,platelink_trail

psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --username "$superuser" --dbname "$database" --file "${ROLES_SQL:-/roles.sql}"
for role in server audit trail; do
    # Base64 has no quotation mark; standard input is in no list of processes.
    printf "alter role platelink_%s password '%s';\n" "$role" "$(cat "$secrets/$role")"
done | psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --username "$superuser" --dbname "$database"

cat > "$PGDATA/pg_ident.conf" <<IDENT
owner postgres $superuser
IDENT
cat > "$PGDATA/pg_hba.conf" <<HBA
local all $superuser peer map=owner
host $database $roles all scram-sha-256
local all all reject
host all all all reject
HBA
psql --quiet --no-psqlrc --username "$superuser" --dbname "$database" --command 'select pg_reload_conf()' > /dev/null
