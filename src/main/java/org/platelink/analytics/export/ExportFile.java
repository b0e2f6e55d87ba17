package org.platelink.analytics.export;

import java.util.UUID;

/**
 * A file of an export job.
 *
 * @param job the id of the job
 * @param number its position among the files of the job, from 1
 * @param name its contents, such as a resource type or the name of a view
 * @param ending of its name, such as {@code ndjson}
 * @param contentType as HTTP declares it
 * @param count how many resources or rows it has
 */
public record ExportFile(UUID job, int number, String name, String ending, String contentType, long count) {}
