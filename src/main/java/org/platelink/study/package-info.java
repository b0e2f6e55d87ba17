/**
 * The studies as data: loading them, their rules and terminology, and their publication to registries.
 *
 * <p>A group of application modules. A test checks which group may depend on which.
 */
@NullMarked
package org.platelink.study;

import org.jspecify.annotations.NullMarked;
