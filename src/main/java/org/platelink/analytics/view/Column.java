package org.platelink.analytics.view;

import org.jspecify.annotations.Nullable;

/**
 * A column of a view.
 *
 * @param name what it is called
 * @param type the FHIR type of its values, as the view says or as its path tells; null if neither does
 * @param collection whether a cell may hold several values
 * @param sqlType the SQL type that the view asks for with the tag {@code ansi/type}; null if it does not
 */
public record Column(String name, @Nullable String type, boolean collection, @Nullable String sqlType) {}
