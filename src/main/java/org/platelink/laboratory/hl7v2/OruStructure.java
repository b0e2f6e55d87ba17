package org.platelink.laboratory.hl7v2;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.model.v251.message.ORU_R01;
import ca.uhn.hl7v2.model.v251.message.OUL_R22;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Groups the segments of a message as ORU^R01, or OUL^R22, of version 2.5.1 does.
 *
 * <p>HAPI does the grouping, on an {@link Outline} alone. It gets no field values, so it can neither change one, nor
 * fail on one, nor write one to a log.
 */
final class OruStructure {

    private final PipeParser parser;

    OruStructure() {
        HapiContext context = new DefaultHapiContext(new CanonicalModelClassFactory("2.5.1"));
        context.setValidationContext(ValidationContextFactory.noValidation());
        context.getParserConfiguration().setDefaultObx2Type("ST");
        context.getParserConfiguration().setInvalidObx2Type("ST");
        parser = new PipeParser(context);
    }

    /**
     * The patients of a message.
     *
     * @param type of its header
     * @param names the names of its segments without MSH
     */
    List<PatientGroup> patients(MessageType type, List<String> names) {
        try {
            return type == MessageType.OUL_R22
                    ? patients((OUL_R22) parse(SpecimenOutline.of(names)))
                    : patients((ORU_R01) parse(Outline.of(names)));
        } catch (HL7Exception failure) {
            throw new MessageRefused(
                    AcknowledgementCode.ERROR,
                    Problems.error(
                            "",
                            Problem.REQUIRED_SEGMENT_MISSING,
                            "not-parsed",
                            "The segments do not stand in an order in which they can be read. Send them as the type of MSH-9"
                                    + " has them in version 2.5.1."));
        }
    }

    /**
     * Synchronized, because the parser caches message structures without synchronization of its own. The call is
     * short.
     */
    private synchronized Object parse(String outline) throws HL7Exception {
        return parser.parse(outline);
    }

    private static List<PatientGroup> patients(ORU_R01 message) throws HL7Exception {
        List<PatientGroup> patients = new ArrayList<>();
        for (Group group : groups(message, "PATIENT_RESULT")) {
            List<OrderGroup> orders = new ArrayList<>();
            for (Group order : groups(group, "ORDER_OBSERVATION")) {
                order(order).ifPresent(orders::add);
            }
            Group patient = (Group) group.get("PATIENT");
            patients.add(new PatientGroup(
                    first(patient, "PID"), first((Group) patient.get("VISIT"), "PV1"), List.copyOf(orders)));
        }
        return patients;
    }

    /** Each order with the specimen that it stands below. */
    private static List<PatientGroup> patients(OUL_R22 message) throws HL7Exception {
        List<OrderGroup> orders = new ArrayList<>();
        for (Group specimen : groups(message, "SPECIMEN")) {
            List<Integer> samples = places(specimen, "SPM");
            for (Group order : groups(specimen, "ORDER")) {
                List<Integer> results = new ArrayList<>();
                for (Group result : groups(order, "RESULT")) {
                    results.addAll(places(result, "OBX"));
                }
                Optional<Integer> common = first(order, "ORC");
                first(order, "OBR")
                        .map(place -> new OrderGroup(common, place, List.copyOf(results), samples))
                        .ifPresent(orders::add);
            }
        }
        return List.of(new PatientGroup(
                first((Group) message.get("PATIENT"), "PID"), first((Group) message.get("VISIT"), "PV1"), orders));
    }

    /** Empty if there is no OBR: it is not known then to which order the results belong. */
    private static Optional<OrderGroup> order(Group group) throws HL7Exception {
        Optional<Integer> order = first(group, "OBR");
        if (order.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> results = new ArrayList<>();
        List<Integer> samples = new ArrayList<>();
        for (Group observation : groups(group, "OBSERVATION")) {
            results.addAll(places(observation, "OBX"));
        }
        for (Group specimen : groups(group, "SPECIMEN")) {
            List<Integer> sample = places(specimen, "SPM");
            samples.addAll(sample);
            if (!sample.isEmpty()) {
                results.addAll(places(specimen, "OBX"));
            }
        }
        results.sort(null);
        return Optional.of(new OrderGroup(first(group, "ORC"), order.get(), results, samples));
    }

    private static List<Group> groups(Group parent, String name) throws HL7Exception {
        return Stream.of(parent.getAll(name)).map(Group.class::cast).toList();
    }

    private static Optional<Integer> first(Group group, String name) throws HL7Exception {
        return places(group, name).stream().findFirst();
    }

    private static List<Integer> places(Group group, String name) throws HL7Exception {
        List<Integer> places = new ArrayList<>();
        for (Structure segment : Arrays.asList(group.getAll(name))) {
            String place = Terser.get((Segment) segment, 1, 0, 1, 1);
            if (place != null) {
                places.add(Integer.valueOf(place));
            }
        }
        return places;
    }
}
