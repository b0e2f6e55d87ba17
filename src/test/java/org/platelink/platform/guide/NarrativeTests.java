package org.platelink.platform.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;

/** The pages that people read say no less than the definitions. */
class NarrativeTests {

    private static final Path PAGES = Path.of("ig/input/pagecontent");

    private static final Path RENDERED = Path.of("target/classes/ig");

    private final CompiledGuide compiled;

    NarrativeTests() throws IOException {
        compiled = CompiledGuide.in(FhirContext.forR4Cached(), Path.of("ig"));
    }

    @Test
    void thePageOnLaboratoryResultsNamesEveryCodeAndUnitThatIsTaken() throws IOException {
        String page = Files.readString(PAGES.resolve("labs.md"));
        Set<String> codes = new TreeSet<>();
        for (Resource definition : compiled.definitions().values()) {
            if (definition instanceof ValueSet values
                    && values.getIdElement().getIdPart().matches(".*-(codes|units|results)")
                    && !values.getIdElement().getIdPart().startsWith("eligibility")) {
                values.getCompose().getInclude().forEach(include -> include.getConcept()
                        .forEach(concept -> codes.add(concept.getCode())));
            }
        }

        assertThat(codes).hasSizeGreaterThan(50);
        assertThat(page).contains(codes);
    }

    @Test
    void thePageOnCodesSaysWhereEachLoincCodeComesFrom() throws IOException {
        String page = Files.readString(PAGES.resolve("codes.md"));
        CodeSystem loinc = (CodeSystem) compiled.definitions().get("CodeSystem-loinc-used.json");

        assertThat(loinc.getConcept()).isNotEmpty().allSatisfy(concept -> assertThat(page)
                .contains(concept.getCode()));
    }

    /** A bar within code ends the cell of a table, where it has no backslash before it. */
    @Test
    void noCodeIsBrokenByATable() throws IOException {
        List<String> broken = new ArrayList<>();
        try (Stream<Path> pages = Files.list(RENDERED)) {
            for (Path page : pages.filter(file -> file.toString().endsWith(".html")
                            && !file.getFileName().toString().contains("-"))
                    .toList()) {
                Matcher mark =
                        Pattern.compile("(?s)<pre>.*?</pre>|.{0,40}`.{0,40}").matcher(Files.readString(page));
                while (mark.find()) {
                    if (!mark.group().startsWith("<pre>")) {
                        broken.add(page.getFileName() + ": " + mark.group());
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void thePageOnTheScheduleNamesEveryVisit() throws IOException {
        String page = Files.readString(PAGES.resolve("schedule.md"));
        CodeSystem visits = (CodeSystem) compiled.definitions().get("CodeSystem-trial-visit-code.json");

        assertThat(visits.getConcept()).isNotEmpty().allSatisfy(visit -> assertThat(page)
                .contains("`" + visit.getCode() + "`"));
    }

    @Test
    void thePageOnSubjectsNamesEveryState() throws IOException {
        String page = Files.readString(PAGES.resolve("subjects.md"));
        ValueSet states = (ValueSet) compiled.definitions().get("ValueSet-subject-states.json");

        assertThat(states.getCompose().getIncludeFirstRep().getConcept())
                .hasSize(7)
                .allSatisfy(state -> assertThat(page).contains("`" + state.getCode() + "` | "));
    }
}
