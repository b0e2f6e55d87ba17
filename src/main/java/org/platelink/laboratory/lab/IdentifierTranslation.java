package org.platelink.laboratory.lab;

import java.util.Locale;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.platelink.laboratory.hl7v2.EntityIdentifier;
import org.platelink.platform.canonical.CodeSystems;

/** Translates numbers of orders, specimens and results to FHIR Identifiers. */
final class IdentifierTranslation {

    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9]\\d*))+");

    private final SiteMaps maps;

    /**
     * The kind of number. Without an authority, its namespace depends on the kind, and is never that of patient
     * numbers.
     */
    enum Kind {
        ORDER,
        SPECIMEN,
        RESULT;

        /** The key in the site's map for the namespace of numbers without an authority, such as {@code -order}. */
        String withoutAuthority() {
            return "-" + name().toLowerCase(Locale.ROOT);
        }
    }

    IdentifierTranslation(SiteMaps maps) {
        this.maps = maps;
    }

    /**
     * The FHIR Identifier of a number.
     *
     * @param type {@code FILL} for the laboratory's (filler's) number, {@code PLAC} for the orderer's (placer's);
     *     empty if it is of neither
     */
    Identifier identifier(EntityIdentifier number, Kind kind, String type) {
        Identifier identifier = new Identifier().setSystem(system(number, kind)).setValue(number.id());
        if (!type.isEmpty()) {
            CodeableConcept concept = new CodeableConcept();
            concept.addCoding().setSystem(CodeSystems.IDENTIFIER_TYPE).setCode(type);
            identifier.setType(concept);
        }
        return identifier;
    }

    /**
     * The Identifier of something that is not an order, specimen or result, such as a device, with its assigner as
     * sent. Without an assigner it is in the site's default namespace: the map has no entry for such numbers without
     * an authority.
     */
    Identifier withAssigner(EntityIdentifier number) {
        String authority = authority(number);
        String system =
                authority.isEmpty() ? sent(number) : maps.namespace(authority).orElseGet(() -> sent(number));
        Identifier identifier = new Identifier().setSystem(system);
        if (!number.id().isBlank()) {
            identifier.setValue(number.id().strip());
        }
        if (!number.namespace().isBlank()) {
            identifier.getAssigner().setDisplay(number.namespace().strip());
        }
        boolean told = identifier.getSystem().equals("urn:oid:" + number.universalId());
        if (!number.universalId().isBlank() && !told) {
            identifier
                    .getAssigner()
                    .setIdentifier(
                            new Identifier().setValue(number.universalId().strip()));
        }
        return identifier;
    }

    /** The namespace from the site's map; else as it was sent. */
    String system(EntityIdentifier number, Kind kind) {
        String authority = authority(number);
        return maps.namespace(authority.isEmpty() ? kind.withoutAuthority() : authority)
                .orElseGet(() -> sent(number));
    }

    /**
     * The namespace as it was sent, independent of any map: the OID, if it is one; else a URI made of the assigner's
     * name.
     */
    String sent(EntityIdentifier number) {
        return number.universalIdType().equals("ISO")
                        && OID.matcher(number.universalId()).matches()
                ? "urn:oid:" + number.universalId()
                : new SiteUris(maps.site()).numbers(authority(number));
    }

    private static String authority(EntityIdentifier number) {
        return number.namespace().isEmpty() ? number.universalId() : number.namespace();
    }
}
