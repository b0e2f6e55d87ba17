package org.platelink.security.screening;

import org.jspecify.annotations.Nullable;

/**
 * The path of an element in a resource, as a linked list; it is rendered only when a message needs it.
 *
 * @param parent the enclosing element; null for the resource itself
 * @param name the element's name, or the resource's type
 * @param index the position among elements of the same name; -1 where there can be only one
 */
record Place(@Nullable Place parent, String name, int index) {

    static Place of(String resource) {
        return new Place(null, resource, -1);
    }

    Place in(String element, int at) {
        return new Place(this, element, at);
    }

    /** The path as FHIRPath. */
    String path() {
        String own = index < 0 ? name : name + "[" + index + "]";
        return parent == null ? own : parent.path() + "." + own;
    }
}
