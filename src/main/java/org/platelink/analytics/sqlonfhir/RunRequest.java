package org.platelink.analytics.sqlonfhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.platelink.analytics.extract.Filter;
import org.platelink.analytics.view.RowFormat;
import org.platelink.analytics.view.View;

/**
 * A parsed {@code $sql-run} request.
 *
 * @param view the view to run
 * @param about what the view reads, for the audit trail, whatever the view calls itself
 * @param format the output format
 * @param header whether CSV begins with the names of the columns
 * @param filter which stored resources are wanted
 * @param resources the resources of the request, from which the rows are made instead; empty to use the stored
 *     resources
 * @param limit the maximum number of rows
 */
record RunRequest(
        View view,
        String about,
        RowFormat format,
        boolean header,
        Filter filter,
        Optional<List<JsonNode>> resources,
        long limit) {}
