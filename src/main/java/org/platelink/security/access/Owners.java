package org.platelink.security.access;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Records which client created a resource, for types that belong to the client and not to a site. It uses a table of
 * its own, because the content of the resource is under the client's control.
 */
class Owners {

    private final JdbcClient database;

    Owners(JdbcClient database) {
        this.database = database;
    }

    /** The ids of the resources of a type that a client created. */
    List<String> of(String client, String type) {
        return database.sql("select id from access.owner where client = ? and type = ? order by id")
                .params(client, type)
                .query(String.class)
                .list();
    }

    /**
     * Records the client as the owner of a new resource, within the transaction that stores it, or refuses an update
     * of another client's resource.
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
