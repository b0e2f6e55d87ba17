package org.platelink.platform.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;

/** Resources with other values in some places: usual ones, odd ones, and some that no place may have. */
final class Mutations {

    private static final int MOST_AT_ONCE = 3;

    private static final List<String> VALUES = List.of(
            "2026",
            "2026-03",
            "2026-03-02",
            "2026-02-30",
            "1899-12-31",
            "2026-03-02T08:15:00+08:00",
            "2026-03-02T08:15:00.123Z",
            "2026-03-02T08:15:61Z",
            "2027-03-02T08:15:00+08:00",
            "abc",
            "with space",
            " before",
            "after ",
            "two  spaces",
            "<b>bold</b>",
            "a & b",
            "{\"json\":1}",
            "血小板 12",
            "urn:uuid:0183d2a8-bf94-4615-a865-5f4cf8bc6698",
            "urn:uuid:0183D2A8-BF94-4615-A865-5F4CF8BC6698",
            "urn:oid:1.2.3",
            "urn:oid:01.2",
            "https://hospital.example/lab",
            "Patient/1",
            "Patient/other",
            "Practitioner/x",
            "Observation/1/_history/2",
            "Patient?identifier=a|b",
            "#p",
            "#s",
            "#nobody",
            "final",
            "en",
            "7");

    private static final List<String> NUMBERS =
            List.of("0", "0.0", "1", "-1", "27.40", "100000", "999999999999", "1E+4", "0.0000001");

    private Mutations() {}

    static Resource of(Resource original, Random random) {
        DomainResource mutant = (DomainResource) original.copy();
        if (random.nextInt(3) == 0 && mutant instanceof Observation observation) {
            contain(observation, random);
        }
        if (random.nextInt(3) == 0) {
            mutant.setId(pick(VALUES, random));
        }
        List<Base> places = new ArrayList<>();
        collect(mutant, places);
        for (int i = random.nextInt(MOST_AT_ONCE + 1); i > 0 && !places.isEmpty(); i--) {
            change((PrimitiveType<?>) places.get(random.nextInt(places.size())), random);
        }
        return mutant;
    }

    private static void contain(Observation observation, Random random) {
        Practitioner practitioner = new Practitioner();
        practitioner.setId("p");
        practitioner.addIdentifier().setSystem(pick(VALUES, random)).setValue(pick(VALUES, random));
        practitioner.addName().setFamily(pick(VALUES, random)).addGiven(pick(VALUES, random));
        observation.addContained(practitioner);
        if (random.nextInt(4) > 0) {
            observation.addPerformer().setReference("#p").setDisplay(pick(VALUES, random));
        }
        if (random.nextBoolean()) {
            Specimen specimen = new Specimen();
            specimen.setId("s");
            specimen.addIdentifier()
                    .setSystem("https://hospital.example/specimen")
                    .setValue(pick(VALUES, random));
            specimen.getSubject().setReference(pick(VALUES, random));
            observation.addContained(specimen);
            observation.getSpecimen().setReference("#s");
        }
        if (random.nextBoolean()) {
            observation.addNote().setText(pick(VALUES, random));
        }
        if (random.nextBoolean()) {
            observation.addReferenceRange().setLow(new Quantity().setValue(Long.parseLong("1" + random.nextInt(9))));
        }
    }

    private static void collect(Base element, List<Base> places) {
        for (Property child : element.children()) {
            for (Base value : child.getValues()) {
                if (value instanceof PrimitiveType<?> primitive && primitive.hasValue()) {
                    places.add(value);
                } else {
                    collect(value, places);
                }
            }
        }
    }

    /** A value that the type does not take at all leaves the place as it is: no parser would let it in. */
    private static void change(PrimitiveType<?> place, Random random) {
        String before = place.getValueAsString();
        try {
            place.setValueAsString(pick(place instanceof DecimalType ? NUMBERS : VALUES, random));
        } catch (RuntimeException notOfTheType) {
            place.setValueAsString(before);
        }
    }

    private static String pick(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
