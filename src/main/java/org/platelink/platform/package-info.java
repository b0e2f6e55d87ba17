/**
 * What everything stands on: the FHIR server and its database, how requests are read and answered, searches,
 * validation by the guide, units, sealed storage. It knows neither who asks nor what a trial is.
 *
 * <p>A wing of the house: its packages are modules, and which wing may call which is held by a test.
 */
@NullMarked
package org.platelink.platform;

import org.jspecify.annotations.NullMarked;
