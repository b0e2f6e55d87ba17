package org.platelink.analytics.extract;

import org.platelink.security.access.Caller;

/**
 * Application event: data of many subjects are about to be given to a caller. It is published before the first of
 * them leaves, so that a listener that fails keeps them back.
 *
 * @param caller who receives them
 * @param how the operation, such as {@code $sql-run}
 * @param what which data, such as the URL of a view or the resource types; empty if they have no name
 * @param filter which of them
 */
public record ExtractionEvent(Caller caller, String how, String what, Filter filter) {}
