package org.platelink.operator.erasure;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/**
 * Validator of an administrator's name, as the administrator states it. It is needed because a client id identifies a
 * token, but not the person who used it.
 */
final class Person {

    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{M} .'-]{1,59}");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}]+");

    private Person() {}

    /**
     * Validates a name, and strips it.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400 if it is missing or not a name
     */
    static String of(@Nullable String person) {
        if (person == null || !NAME.matcher(person.strip()).matches()) {
            throw FhirErrors.invalid("person", "Say who you are: your name, of 2 to 60 letters.");
        }
        return person.strip();
    }

    static boolean isSame(String one, String other) {
        return BETWEEN.matcher(one)
                .replaceAll("")
                .equalsIgnoreCase(BETWEEN.matcher(other).replaceAll(""));
    }
}
