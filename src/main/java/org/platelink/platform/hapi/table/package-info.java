/**
 * Queries on HAPI's tables ({@code hfj_*}), each with a name, for what FHIR's API cannot answer in one round trip: by
 * hash of the token index, by reference links, by versions. What is selected is as in HAPI's own searches: current
 * versions, and nothing that is deleted unless it is said.
 *
 * <p>Those over a {@code Connection} run in its transaction; those over a {@code JdbcClient} in the current one.
 */
@NullMarked
@NamedInterface("table")
package org.platelink.platform.hapi.table;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
