package org.platelink.desk;

import com.fasterxml.jackson.databind.JsonNode;

/** What a picture is made of, for ECharts, as it stands in a page. */
public final class PictureOptions {

    private PictureOptions() {}

    /** As JSON in which nothing ends or opens an element. */
    public static String text(JsonNode options) {
        return options.toString().replace("<", "\\u003c");
    }
}
