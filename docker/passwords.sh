#!/bin/sh
# Makes the passwords of the database's roles at the first start: random, each in a file, in the volumes of the two who need them.
# Run again, it changes none.
set -eu
umask 077
for role in superuser server audit trail; do
    file=/secrets/database/$role
    [ -s "$file" ] || head -c 32 /dev/urandom | base64 | tr -d '\n=' | tr '+/' '-_' > "$file"
done
# Under the names of the settings, as Spring Boot reads a folder of secrets.
cp /secrets/database/server /secrets/platelink/spring.datasource.password
cp /secrets/database/audit /secrets/platelink/platelink.database.audit-password
cp /secrets/database/trail /secrets/platelink/platelink.database.trail-password
# The user of PostgreSQL's image, and that of the server's.
chown -R 999:999 /secrets/database
chown -R 10001:10001 /secrets/platelink
