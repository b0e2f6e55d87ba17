package org.platelink.security.screening;

import java.util.Collection;
import java.util.List;

/**
 * The numbers, names and telephone numbers that a sender itself gives for the person whose results it sends, and that
 * must not occur elsewhere in the same message.
 *
 * @param numbers numbers that identify the person
 * @param names each as its parts: family, given and further names
 * @param phones as they were sent
 */
public record PersonsWords(Collection<String> numbers, Collection<List<String>> names, Collection<String> phones) {

    /** The sender gave nothing. */
    public static final PersonsWords NONE = new PersonsWords(List.of(), List.of(), List.of());

    public PersonsWords {
        numbers = List.copyOf(numbers);
        names = List.copyOf(names);
        phones = List.copyOf(phones);
    }

    /** Contains nothing of the person, so that no log or message does. */
    @Override
    public String toString() {
        return "what is said of a person";
    }
}
