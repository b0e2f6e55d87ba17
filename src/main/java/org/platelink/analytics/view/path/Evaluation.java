package org.platelink.analytics.view.path;

import java.util.List;

/** What an expression, or a part of one, does with what it works on. */
@FunctionalInterface
interface Evaluation {

    List<Item> of(List<Item> input, Scope scope);
}
