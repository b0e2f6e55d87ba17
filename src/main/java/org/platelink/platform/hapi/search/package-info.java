/**
 * What HAPI's search and its index of search parameters do otherwise: which parameters are active, how their values
 * are extracted, and how a search becomes SQL.
 */
@NullMarked
@NamedInterface("search")
package org.platelink.platform.hapi.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
