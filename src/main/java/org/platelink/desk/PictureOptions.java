package org.platelink.desk;

import com.fasterxml.jackson.databind.JsonNode;

/** Serializes ECharts options for embedding in a page. */
public final class PictureOptions {

    private PictureOptions() {}

    /** The options as JSON without a character that could start or end an HTML element. */
    public static String text(JsonNode options) {
        return options.toString().replace("<", "\\u003c");
    }
}
