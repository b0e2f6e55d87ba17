package org.platelink.screening;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;

/** What is known of some code systems. */
final class KnownSystems {

    /** Types of HL7 v2's table 0203 that say that an identifier is a person's; NN and a country's code is one too. */
    private static final Set<String> TYPES_OF_A_PERSON = Set.of(
            "AN", "BC", "BR", "CZ", "DL", "HC", "JHN", "MA", "MB", "MC", "MI", "MR", "MRT", "NH", "NI", "PI", "PN",
            "PPN", "PRC", "PT", "RRI", "SB", "SN", "SS", "TAX", "WC");

    private static final List<String> WRITTEN_BY_THEIR_OWNERS = List.of(
            "http://loinc.org",
            "http://snomed.info/sct",
            "http://unitsofmeasure.org",
            "http://terminology.hl7.org/",
            "http://hl7.org/fhir",
            "https://platelink.org/");

    private KnownSystems() {}

    /** Whether a display is the system's own, and not a sender's free text. */
    static boolean writes(Coding coding) {
        return coding.hasSystem() && WRITTEN_BY_THEIR_OWNERS.stream().anyMatch(coding.getSystem()::startsWith);
    }

    /** Whether a type of identifier says that it is a person's, such as MR for a medical record number. */
    static boolean isTypeOfAPerson(Coding type) {
        return "http://terminology.hl7.org/CodeSystem/v2-0203".equals(type.getSystem())
                && type.hasCode()
                && (TYPES_OF_A_PERSON.contains(type.getCode()) || type.getCode().startsWith("NN"));
    }
}
