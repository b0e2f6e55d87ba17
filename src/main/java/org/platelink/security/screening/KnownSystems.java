package org.platelink.security.screening;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;

/**
 * Classifies codes of known code systems: whether they concern a person's identity, an order, or a site's own terms.
 */
final class KnownSystems {

    /** Identifier types of HL7 v2 table 0203 that identify a person; NN followed by a country code is one too. */
    private static final Set<String> TYPES_OF_A_PERSON = Set.of(
            "AN", "BC", "BR", "CZ", "DL", "HC", "JHN", "MA", "MB", "MC", "MI", "MR", "MRT", "NH", "NI", "PI", "PN",
            "PPN", "PRC", "PT", "RRI", "SB", "SN", "SS", "TAX", "WC");

    private static final List<String> WRITTEN_BY_THEIR_OWNERS = List.of(
            CodeSystems.LOINC,
            CodeSystems.SNOMED_CT,
            CodeSystems.UCUM,
            "http://terminology.hl7.org/",
            "http://hl7.org/fhir",
            CanonicalUrls.PROJECT);

    /** Identifier types of the same table for an order, a sample, a result or an instrument. */
    private static final Set<String> TYPES_OF_AN_ORDER =
            Set.of("PLAC", "FILL", "ACSN", "PGN", "FGN", "SID", "ASID", "SNO", "UDI");

    /**
     * LOINC codes that ask for a person's identity: names, birth date, telephone, address, e-mail and numbers of the
     * person.
     */
    private static final Set<String> WHO_A_PERSON_IS = Set.of(
            "21112-8", "54125-0", "45392-8", "45393-6", "45394-4", "45396-9", "45397-7", "45400-9", "46499-0",
            "42077-8", "56799-0");

    /** The prefix of code systems that the laboratories of the sites define. */
    private static final String SITE_CODES = CanonicalUrls.SITE + "/";

    private KnownSystems() {}

    static boolean isOfASite(Coding coding) {
        return coding.hasSystem() && coding.getSystem().startsWith(SITE_CODES);
    }

    /** Whether a code asks for a person's identity, so that its answer reveals it. */
    static boolean asksWhoAPersonIs(Coding coding) {
        return CodeSystems.LOINC.equals(coding.getSystem())
                && coding.hasCode()
                && WHO_A_PERSON_IS.contains(coding.getCode());
    }

    static boolean isTypeOfAnOrder(Coding type) {
        return CodeSystems.IDENTIFIER_TYPE.equals(type.getSystem())
                && type.hasCode()
                && TYPES_OF_AN_ORDER.contains(type.getCode());
    }

    /** Whether the codes of a system are defined by its publisher, and not by a sender. */
    static boolean writes(Coding coding) {
        return coding.hasSystem() && WRITTEN_BY_THEIR_OWNERS.stream().anyMatch(coding.getSystem()::startsWith);
    }

    /** Whether an identifier type identifies a person, such as MR for a medical record number. */
    static boolean isTypeOfAPerson(Coding type) {
        return CodeSystems.IDENTIFIER_TYPE.equals(type.getSystem())
                && type.hasCode()
                && (TYPES_OF_A_PERSON.contains(type.getCode()) || type.getCode().startsWith("NN"));
    }
}
