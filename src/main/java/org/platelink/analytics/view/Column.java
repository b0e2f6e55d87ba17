package org.platelink.analytics.view;

import org.jspecify.annotations.Nullable;

/**
 * Column of a view.
 *
 * @param name the column name
 * @param type the FHIR type of its values, as the view declares it or as it follows from the path; null if neither
 *     tells
 * @param collection whether a cell may hold several values
 * @param sqlType the SQL type that the view requests with the tag {@code ansi/type}; null if it does not
 */
public record Column(String name, @Nullable String type, boolean collection, @Nullable String sqlType) {}
