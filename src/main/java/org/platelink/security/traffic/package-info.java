/**
 * How much at once: connections and their time, bodies and their memory, requests a minute, and requests at work. What is too
 * much is refused early and in words, so that whoever asks too much takes it from himself and not from others.
 */
@NullMarked
@ApplicationModule(
        id = "traffic",
        allowedDependencies = {"server", "access"})
package org.platelink.security.traffic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
