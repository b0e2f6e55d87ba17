/**
 * The order of everything that stands between a request and the store, in three lists with a line of reason each:
 * {@link org.platelink.platform.pipeline.FilterOrder} of servlet filters, {@link
 * org.platelink.platform.pipeline.InterceptorOrder} of HAPI's interceptors, and {@link
 * org.platelink.platform.pipeline.TransactionOrder} of what is done as a transaction ends. Nothing depends on the
 * order in which Spring makes beans.
 */
@NullMarked
@ApplicationModule(
        id = "pipeline",
        allowedDependencies = {})
package org.platelink.platform.pipeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
