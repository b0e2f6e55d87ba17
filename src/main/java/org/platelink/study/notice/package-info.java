/**
 * Tells registries that study metadata changed: FHIR Subscriptions (R4, rest-hook) to addresses that the operator allows. What
 * is told is public; who is told is not.
 *
 * @see <a href="https://hl7.org/fhir/R4/subscription.html">Subscription, R4</a>
 */
@NullMarked
@ApplicationModule(
        id = "notice",
        allowedDependencies = {"server", "trds"})
package org.platelink.study.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
