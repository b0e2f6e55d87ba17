/**
 * Synthetic demo data: fills a running server, through its REST API and with the demo clients, with a synthetic
 * cohort of NCT06813157. Everything it sends carries the tag {@code https://platelink.org/synthetic|synthetic}; no
 * data comes from a real person.
 *
 * <p>{@code story} generates what happens to each subject, {@code request} maps it to FHIR requests, and this package
 * sends them.
 */
@NullMarked
@ApplicationModule(id = "demo", allowedDependencies = "subject")
package org.platelink.operator.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
