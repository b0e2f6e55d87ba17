package org.platelink.laboratory.hl7v2;

import java.util.List;

/** Reads one result from its OBX segment. */
final class ResultReading {

    private ResultReading() {}

    /**
     * Reads a result.
     *
     * @param belowSample the number of the SPM within its order below which it stands; 0 if this cannot be determined
     */
    static Result read(int place, int belowSample, MessageSegments segments) {
        Segment result = segments.at(place);
        String type = result.text(2);
        return new Result(
                segments.numberOf(place),
                result.text(1),
                type,
                DataTypes.coded(result.first(3)::component),
                result.first(4).text(),
                ValueReading.values(type, result),
                DataTypes.coded(result.first(6)::component),
                result.first(7).text(),
                flags(result),
                result.text(11),
                result.text(14),
                result.text(19),
                DataTypes.entity(result.first(21)::component),
                DataTypes.coded(result.first(17)::component),
                segments.notesOf(place),
                origin(result),
                result.repetitions(33).stream()
                        .map(DataTypes::sample)
                        .filter(number -> !number.isEmpty())
                        .toList(),
                belowSample);
    }

    private static Origin origin(Segment result) {
        return new Origin(
                DataTypes.coded(result.first(15)::component),
                result.repetitions(18).stream()
                        .map(part -> DataTypes.entity(part::component))
                        .filter(device -> !device.equals(EntityIdentifier.NONE))
                        .toList(),
                DataTypes.coded(result, 20),
                laboratory(result.first(23), result.first(24)));
    }

    private static Laboratory laboratory(Part organization, Part address) {
        String number = organization.component(10).text();
        Part authority = organization.component(6);
        EntityIdentifier identifier = new EntityIdentifier(
                number.isEmpty() ? organization.component(3).text() : number,
                authority.subcomponent(1).text(),
                authority.subcomponent(2).text(),
                authority.subcomponent(3).text());
        return new Laboratory(
                organization.component(1).text(),
                identifier,
                organization.component(7).text(),
                DataTypes.address(address));
    }

    private static List<String> flags(Segment result) {
        return result.repetitions(8).stream()
                .map(flag -> flag.component(1).text())
                .filter(flag -> !flag.isEmpty())
                .toList();
    }
}
