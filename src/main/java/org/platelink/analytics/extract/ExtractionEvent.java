package org.platelink.analytics.extract;

import org.platelink.security.access.Caller;

/**
 * That data of many subjects are about to be given to somebody; published before the first of them leaves, so that a listener
 * that fails keeps them back.
 *
 * @param caller to whom
 * @param how by which operation, such as {@code $sql-run}
 * @param what which data, such as the address of a view or the types of resources; empty if they have no name
 * @param filter which of them
 */
public record ExtractionEvent(Caller caller, String how, String what, Filter filter) {}
