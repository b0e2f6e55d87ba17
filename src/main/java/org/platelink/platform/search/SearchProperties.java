package org.platelink.platform.search;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of searches, {@code platelink.search.*}.
 *
 * @param first how many ids are read for the first page; enough for the pages that most clients read
 * @param step how many more ids are read for a page beyond them
 * @param held the maximum number of ids cached, of all searches together, 8 bytes each; the least recently used
 *     searches are evicted first
 * @param shared whether other servers on the same database may be asked for the next page
 */
@ConfigurationProperties("platelink.search")
record SearchProperties(
        @DefaultValue("100") int first,
        @DefaultValue("10000") int step,
        @DefaultValue("2000000") int held,
        @DefaultValue("false") boolean shared) {}
