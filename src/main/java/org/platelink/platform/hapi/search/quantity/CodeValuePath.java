package org.platelink.platform.hapi.search.quantity;

/** Location of a code and its value in a resource: in the resource itself, or in a repeating element. */
sealed interface CodeValuePath {

    /**
     * In the resource itself, which has one code and one value.
     *
     * @param code the search parameter of the code
     * @param value the search parameter of the value
     */
    record ResourcePath(String code, String value) implements CodeValuePath {}

    /**
     * In an element that repeats.
     *
     * @param pairs the name of these pairs in the index
     */
    record ElementPath(IndexName pairs) implements CodeValuePath {}
}
