package org.platelink.security.access;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.server.OwnTables;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which client made a resource, where it belongs to the client and to no site: in a table, for what a resource says of itself
 * is what a client says.
 */
class Owners {

    private final JdbcClient database;

    /** Makes the table where it does not exist. */
    Owners(JdbcClient database) {
        this.database = database;
        OwnTables.make(
                database,
                """
                create schema if not exists access;
                create table if not exists access.owner (
                    type text not null,
                    id text not null,
                    client text not null,
                    primary key (type, id));
                create index if not exists owner_client on access.owner (client, type)
                """);
    }

    /** The ids of what a client made of a type. */
    List<String> of(String client, String type) {
        return database.sql("select id from access.owner where client = ? and type = ? order by id")
                .params(client, type)
                .query(String.class)
                .list();
    }

    /**
     * Notes what a client makes, within the transaction that stores it, or refuses what another made.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 404 if it is not the client's
     */
    void require(String client, boolean isNew, Resource resource) {
        String type = resource.fhirType();
        String id = resource.getIdElement().getIdPart();
        if (isNew) {
            database.sql("insert into access.owner (type, id, client) values (?, ?, ?)")
                    .params(type, id, client)
                    .update();
        } else if (!of(client, type).contains(id)) {
            throw Refusals.notKnown(type, id);
        }
    }
}
