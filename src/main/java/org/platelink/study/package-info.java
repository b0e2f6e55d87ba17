/**
 * The studies as data: loading them, their rules and terminology, what registries are told of them.
 *
 * <p>A wing of the house: its packages are modules, and which wing may call which is held by a test.
 */
@NullMarked
package org.platelink.study;

import org.jspecify.annotations.NullMarked;
