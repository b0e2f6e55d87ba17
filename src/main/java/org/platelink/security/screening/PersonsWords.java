package org.platelink.security.screening;

import java.util.Collection;
import java.util.List;

/**
 * What a sender says itself of the person whose results it brings, and that must stand nowhere else in what it brings.
 *
 * @param numbers by which somebody knows the person
 * @param names each as its parts: family, given and further names
 * @param phones as they were sent
 */
public record PersonsWords(Collection<String> numbers, Collection<List<String>> names, Collection<String> phones) {

    /** Nothing said. */
    public static final PersonsWords NONE = new PersonsWords(List.of(), List.of(), List.of());

    public PersonsWords {
        numbers = List.copyOf(numbers);
        names = List.copyOf(names);
        phones = List.copyOf(phones);
    }

    /** Nothing of the person, so that no log or message gets it. */
    @Override
    public String toString() {
        return "what is said of a person";
    }
}
