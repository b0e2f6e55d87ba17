package org.platelink.analytics.sqlonfhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.platelink.analytics.extract.Filter;
import org.platelink.analytics.view.RowFormat;
import org.platelink.analytics.view.View;

/**
 * What a request wants to have run.
 *
 * @param view of which the rows are wanted
 * @param about what the view reads, for the trail, whatever it calls itself
 * @param format in which they are wanted
 * @param header whether CSV is to begin with the names of the columns
 * @param filter which resources are wanted
 * @param resources what the rows are made of in the place of what is stored; empty if that is wanted
 * @param limit the most rows
 */
record RunRequest(
        View view,
        String about,
        RowFormat format,
        boolean header,
        Filter filter,
        Optional<List<JsonNode>> resources,
        long limit) {}
