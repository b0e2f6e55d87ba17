package org.platelink.laboratory.lab;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.platelink.platform.canonical.CodeSystems;

/**
 * The codes of HL7's v2 tables as FHIR R4 publishes them. If a laboratory names a table but sends a code that is not
 * in it, the code is a local one: FHIR rejects unknown codes in the table's system.
 */
final class V2Tables {

    private static final String FILE = "/org/hl7/fhir/r4/model/valueset/v2-tables.xml";

    private V2Tables() {}

    /** Holder for lazy initialization: read once, when a message first names a table. */
    private static final class Codes {
        private static final Map<String, Set<String>> BY_SYSTEM = read();
    }

    /** The code system URI of a table, such as {@code 0371}. */
    static String system(String table) {
        return CodeSystems.HL7_V2 + table;
    }

    /** Whether a table has a code; an unknown table is assumed to have any. */
    static boolean has(String table, String code) {
        Set<String> codes = Codes.BY_SYSTEM.get(system(table));
        return codes == null || codes.contains(code);
    }

    private static Map<String, Set<String>> read() {
        try (InputStream tables = V2Tables.class.getResourceAsStream(FILE);
                Reader text = new InputStreamReader(tables, StandardCharsets.UTF_8)) {
            return FhirContext.forR4Cached().newXmlParser().parseResource(Bundle.class, text).getEntry().stream()
                    .map(entry -> entry.getResource())
                    .filter(CodeSystem.class::isInstance)
                    .map(CodeSystem.class::cast)
                    .filter(system -> system.getContent() == CodeSystem.CodeSystemContentMode.COMPLETE)
                    .collect(Collectors.toUnmodifiableMap(
                            CodeSystem::getUrl,
                            system -> system.getConcept().stream()
                                    .map(ConceptDefinitionComponent::getCode)
                                    .collect(Collectors.toUnmodifiableSet()),
                            (one, other) -> one));
        } catch (IOException unreadable) {
            throw new IllegalStateException("The tables of HL7 v2 cannot be read.", unreadable);
        }
    }
}
