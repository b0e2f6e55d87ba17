package org.platelink.platform.patch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/**
 * One operation of a FHIRPath Patch.
 *
 * @param place the FHIRPath of the operation in the Parameters resource
 * @param path the FHIRPath of what it changes
 * @param name the name of the element that is added; empty for the other kinds
 * @param value the new value; null for the kinds without one
 * @param index the index at which it is inserted
 * @param source the index from which it is moved
 * @param destination the index to which it is moved
 */
record PathOperation(
        String place,
        Kind kind,
        String path,
        String name,
        @Nullable ParametersParameterComponent value,
        int index,
        int source,
        int destination) {

    static final int NO_INDEX = -1;

    /** The kinds of operation. */
    enum Kind {
        ADD,
        INSERT,
        DELETE,
        REPLACE,
        MOVE;

        static Optional<Kind> of(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(code))
                    .findFirst();
        }
    }

    /** Refuses an operation that lacks a required part (400). */
    void requireComplete() {
        switch (kind) {
            case ADD -> {
                require(!name.isBlank(), "name", "An add has the name of the element that it adds.");
                requireValue();
            }
            case INSERT -> {
                requireValue();
                require(index != NO_INDEX, "index", "An insert has the index at which it inserts.");
            }
            case REPLACE -> requireValue();
            case MOVE -> {
                require(source != NO_INDEX, "source", "A move has the index that it moves from.");
                require(destination != NO_INDEX, "destination", "A move has the index that it moves to.");
            }
            case DELETE -> {
                // Needs nothing more.
            }
        }
    }

    private void requireValue() {
        require(
                value != null && (value.hasValue() || value.hasPart() || value.hasResource()),
                "value",
                "The operation has no value, as value[x] or as parts.");
    }

    private void require(boolean there, String part, String sentence) {
        if (!there) {
            throw FhirErrors.invalid(place + ".part.where(name='" + part + "')", sentence);
        }
    }
}
