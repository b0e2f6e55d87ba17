package org.platelink.operator.erasure;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/** The name of an admin, as the admin gives it: a client's id says whose token it was and not who held it. */
final class Person {

    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{M} .'-]{1,59}");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}]+");

    private Person() {}

    /**
     * The name that was given.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400 if there is none
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
