package org.platelink.analytics.view.path;

import java.util.List;

/** Compiled form of an expression or subexpression: maps an input collection to a result collection. */
@FunctionalInterface
interface Evaluation {

    List<Item> of(List<Item> input, Scope scope);
}
