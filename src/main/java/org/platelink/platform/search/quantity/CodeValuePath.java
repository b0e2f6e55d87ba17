package org.platelink.platform.search.quantity;

/** Where a code and its value stand in a resource. */
sealed interface CodeValuePath {

    /**
     * In the resource itself, which has one code and one value.
     *
     * @param code the search parameter of the code
     * @param value the search parameter of the value
     */
    record OfResource(String code, String value) implements CodeValuePath {}

    /**
     * In an element of which it has several.
     *
     * @param pairs under which name the index has them
     */
    record OfElement(IndexName pairs) implements CodeValuePath {}
}
