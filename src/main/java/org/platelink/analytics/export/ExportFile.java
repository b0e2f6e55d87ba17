package org.platelink.analytics.export;

import java.util.UUID;

/**
 * A file of an export.
 *
 * @param job of which
 * @param number the how manieth, from 1
 * @param name what is in it, such as a type of resource or the name of a view
 * @param ending of its name, such as {@code ndjson}
 * @param contentType as HTTP declares it
 * @param count how many resources or rows it has
 */
public record ExportFile(UUID job, int number, String name, String ending, String contentType, long count) {}
