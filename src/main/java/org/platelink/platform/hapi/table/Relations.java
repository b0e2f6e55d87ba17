package org.platelink.platform.hapi.table;

/**
 * HAPI's tables as relations with plain column names, for the few queries that join them with a table of ours and
 * could not do so in one round trip otherwise. PostgreSQL merges each into the query around it, as it does a view; the
 * plan is that of the tables.
 */
public final class Relations {

    private Relations() {}

    /**
     * Resources, deleted ones included: {@code key} (PID), {@code type}, {@code id}, {@code version}, {@code updated},
     * {@code deleted} (the time; null if it is not).
     */
    public static String resources() {
        return "(select res_id as key, res_type as type, fhir_id as id, res_ver as version, res_updated as updated,"
                + " res_deleted_at as deleted from hfj_resource)";
    }

    /** Stored versions: {@code key} of the resource, {@code json}, which is null where it marks a deletion. */
    public static String versions() {
        return "(select res_id as key, res_text_vc as json from hfj_res_ver)";
    }

    /** References: {@code source} and {@code target}, each the key of a resource, and the {@code path}. */
    public static String references() {
        return "(select src_resource_id as source, target_resource_id as target, src_path as path from hfj_res_link)";
    }
}
