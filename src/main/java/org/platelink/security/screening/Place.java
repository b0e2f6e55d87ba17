package org.platelink.security.screening;

import org.jspecify.annotations.Nullable;

/**
 * Where in a resource something stands; written out only when it must be named.
 *
 * @param parent what holds it; null for the resource itself
 * @param name the element's name, or the resource's type
 * @param index its place among elements of the same name, -1 where there can be only one
 */
record Place(@Nullable Place parent, String name, int index) {

    static Place of(String resource) {
        return new Place(null, resource, -1);
    }

    Place in(String element, int at) {
        return new Place(this, element, at);
    }

    /** As FHIRPath. */
    String path() {
        String own = index < 0 ? name : name + "[" + index + "]";
        return parent == null ? own : parent.path() + "." + own;
    }
}
