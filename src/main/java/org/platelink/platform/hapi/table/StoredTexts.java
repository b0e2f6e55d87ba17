package org.platelink.platform.hapi.table;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.util.IMetaTagSorter;
import ca.uhn.fhir.util.MetaUtil;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.persistence.EntityManager;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Reads resources from the database as their stored JSON text, without parsing it. What HAPI keeps outside of the
 * text, such as the id and the version, is set in the object that carries the text.
 */
public final class StoredTexts {

    /** Query over HAPI's tables of resources and of their versions. */
    private static final String CURRENT =
            """
            select r.res_id, r.res_type, r.fhir_id, r.res_ver, r.res_updated,
                   v.res_text_vc, v.source_uri, v.request_id
            from hfj_resource r join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            where r.res_id = any(?) and r.res_deleted_at is null and v.res_encoding = 'JSON'
            """;

    private final FhirContext fhir;
    private final EntityManager entityManager;
    private final IMetaTagSorter tagSorter;

    /** Parsed heads by their JSON: the combinations of type, profiles and labels are few and recur. */
    private final Cache<String, Head> heads =
            Caffeine.newBuilder().maximumSize(1000).build();

    StoredTexts(FhirContext fhir, EntityManager entityManager, IMetaTagSorter tagSorter) {
        this.fhir = fhir;
        this.entityManager = entityManager;
        this.tagSorter = tagSorter;
    }

    /**
     * Reads resources, within the current transaction.
     *
     * @param pids HAPI's internal ids of the resources
     * @param base the server's base URL; HAPI writes references to it as relative, so a text that contains it cannot
     *     be used as it is
     * @return the resources in the same order, each a carrier of a {@link StoredText}; empty if any of them is not
     *     stored as a text that needs nothing but id and meta
     */
    public Optional<List<Resource>> read(List<JpaPid> pids, String base) {
        Long[] numbers = pids.stream().map(JpaPid::getId).toArray(Long[]::new);
        Map<Long, Resource> found = entityManager
                .unwrap(Session.class)
                .doReturningWork(connection -> read(connection, connection.createArrayOf("bigint", numbers), base));
        List<Resource> inOrder = pids.stream()
                .map(pid -> found.get(pid.getId()))
                .filter(resource -> resource != null)
                .toList();
        return inOrder.size() == pids.size() ? Optional.of(inOrder) : Optional.empty();
    }

    private Map<Long, Resource> read(Connection connection, Array numbers, String base) throws SQLException {
        Map<Long, Resource> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(CURRENT)) {
            statement.setArray(1, numbers);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Resource carrier = carrier(row, base);
                    if (carrier != null) {
                        found.put(row.getLong("res_id"), carrier);
                    }
                }
            }
        }
        return found;
    }

    /**
     * The parsed beginning that many resources share.
     *
     * @param carrier an object of the type with the profiles and labels
     * @param labels the same profiles and labels, each kind after a comma, as members of a JSON object
     */
    private record Head(Resource carrier, String labels) {}

    private Head parse(String json) {
        IParser parser = fhir.newJsonParser();
        Resource carrier = (Resource) parser.parseResource(json);
        tagSorter.sort(carrier.getMeta());
        if (carrier.getMeta().isEmpty()) {
            return new Head(carrier, "");
        }
        String sorted = parser.encodeResourceToString(carrier);
        String before = "{\"resourceType\":\"" + carrier.fhirType() + "\",\"meta\":{";
        return new Head(carrier, "," + sorted.substring(before.length(), sorted.length() - "}}".length()));
    }

    private @Nullable Resource carrier(ResultSet row, String base) throws SQLException {
        String type = row.getString("res_type");
        StoredText text = StoredText.of(type, row.getString("res_text_vc"));
        if (text == null || text.members().contains(base)) {
            return null;
        }
        Head head = heads.get(text.head(), this::parse);
        Resource carrier = head.carrier().copy();
        String version = row.getString("res_ver");
        carrier.setId(type + "/" + row.getString("fhir_id") + "/_history/" + version);
        carrier.getMeta()
                .setVersionId(version)
                .setLastUpdated(new Date(row.getTimestamp("res_updated").getTime()));
        MetaUtil.populateResourceSource(fhir, row.getString("source_uri"), row.getString("request_id"), carrier);
        text.putInto(carrier, head.labels());
        return carrier;
    }
}
