package org.platelink.laboratory.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The identifying data of a PID segment, used only to check that they occur nowhere else.
 *
 * @param numbers PID-2, PID-3, PID-4, PID-18 and PID-19
 * @param names PID-5 and PID-9, each as family, given and further names, without the parts that were not sent
 * @param phones PID-13 and PID-14
 */
public record PersonWords(List<String> numbers, List<List<String>> names, List<String> phones) {

    public PersonWords {
        numbers = List.copyOf(numbers);
        names = List.copyOf(names);
        phones = List.copyOf(phones);
    }

    /**
     * The identifying data of each PID of a message, in their order.
     *
     * @throws MessageRefused if it cannot be split into segments
     */
    public static List<PersonWords> of(MessageText message) {
        MessageSegments segments = MessageSegments.of(message);
        List<PersonWords> all = new ArrayList<>();
        for (int place = 0; place < segments.names().size(); place++) {
            if (segments.names().get(place).equals("PID")) {
                all.add(of(segments.at(place)));
            }
        }
        return all;
    }

    private static PersonWords of(Segment person) {
        return new PersonWords(
                Stream.of(2, 3, 4, 18, 19)
                        .flatMap(field -> person.repetitions(field).stream())
                        .map(number -> number.component(1).subcomponent(1).text())
                        .filter(number -> !number.isBlank())
                        .distinct()
                        .toList(),
                Stream.of(5, 9)
                        .flatMap(field -> person.repetitions(field).stream())
                        .map(PersonWords::name)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList(),
                Stream.of(13, 14)
                        .flatMap(field -> person.repetitions(field).stream())
                        .flatMap(phone -> Stream.of(1, 7, 12)
                                .map(part -> phone.component(part).text()))
                        .filter(phone -> !phone.isBlank())
                        .distinct()
                        .toList());
    }

    private static List<String> name(Part name) {
        return Stream.of(name.component(1).subcomponent(1), name.component(2), name.component(3))
                .map(Part::text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Omits personal data, to keep it out of logs and messages. */
    @Override
    public String toString() {
        return "what a message says of a person";
    }
}
