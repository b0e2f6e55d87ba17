package org.platelink.study.registry;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/** The forms against files that a person has read, and against the rules of those who take them. */
class FormsTests {

    private static final Path GOLDEN = Path.of("src/test/resources/org/platelink/study/registry");

    @ParameterizedTest
    @CsvSource({
        "trial, ictrp", "trial, clinicaltrials-gov", "trial, schema-org", "trial, html",
        "invented, ictrp", "invented, schema-org", "invented, html", "invented, fhir-r5"
    })
    void aFormIsWhatTheFileSays(String which, String name) throws IOException {
        PublicStudy study = which.equals("trial") ? PublishedForms.trial() : PublishedForms.invented();
        Form form = PublishedForms.form(name);
        Path file = GOLDEN.resolve(which + "." + form.file());
        String written = form.write(study) + (form.write(study).endsWith("\n") ? "" : "\n");
        assertThat(written).isEqualTo(Files.readString(file));
    }

    @Test
    void theXmlFollowsTheDtd() throws Exception {
        String xml = PublishedForms.form("ictrp").writeAll(List.of(PublishedForms.trial(), PublishedForms.invented()));
        String whole = xml.replaceFirst("\\?>", "?><!DOCTYPE trials SYSTEM \"ictrp.dtd\">");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setValidating(true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        byte[] dtd = Files.readAllBytes(GOLDEN.resolve("ictrp.dtd"));
        builder.setEntityResolver((publicId, systemId) -> new InputSource(new ByteArrayInputStream(dtd)));
        builder.setErrorHandler(new Failing());
        assertThat(builder.parse(new InputSource(new StringReader(whole)))
                        .getElementsByTagName("trial")
                        .getLength())
                .isEqualTo(2);
    }

    @Test
    void anObservationalStudyIsNoTrialForSearchEngines() throws IOException {
        PublicStudy trial = PublishedForms.invented();
        trial.study().getCategoryFirstRep().getCodingFirstRep().setCode("observational");
        trial.study().getExtensionsByUrl(org.platelink.study.trds.StudyExtensions.STUDY_DESIGN).stream()
                .findFirst()
                .ifPresent(design -> ((org.hl7.fhir.r4.model.CodeableConcept) design.getValue())
                        .getCodingFirstRep()
                        .setCode("observational-cohort"));
        PublicStudy observed = new PublicStudy(
                trial.study(),
                trial.others(),
                new org.platelink.study.trds.RegistrationReader(key -> null).read(trial.study()),
                trial.changed());

        var written = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(PublishedForms.form("schema-org").write(observed));

        assertThat(written.path("@type").asText()).isEqualTo("MedicalObservationalStudy");
        assertThat(written.path("studyDesign").get(0).asText()).isEqualTo("https://schema.org/CohortStudy");
        assertThat(written.has("trialDesign")).isFalse();
        assertThat(written.has("phase")).isFalse();
    }

    @Test
    void anXmlHasNoCharacterThatXmlCannotHave() throws Exception {
        PublicStudy study = PublishedForms.trial();
        study.study().setTitle("a\u0001b \uD83E\uDE78");
        PublicStudy odd = new PublicStudy(
                study.study(),
                study.others(),
                new org.platelink.study.trds.RegistrationReader(key -> null).read(study.study()),
                study.changed());
        String xml = PublishedForms.form("ictrp").write(odd);
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                        .getElementsByTagName("public_title")
                        .item(0)
                        .getTextContent())
                .isEqualTo("a\uFFFDb \uD83E\uDE78");
    }

    @Test
    void theR5FormIsValidR5() {
        FhirContext r5 = FhirContext.forR5Cached();
        r5.setParserErrorHandler(new StrictErrorHandler());
        FhirInstanceValidator validator = new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(r5),
                new CommonCodeSystemsTerminologyService(r5),
                new InMemoryTerminologyServerValidationSupport(r5)));
        validator.setAnyExtensionsAllowed(true);
        validator.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        FhirValidator check = r5.newValidator().registerValidatorModule(validator);
        for (PublicStudy study : List.of(PublishedForms.trial(), PublishedForms.invented())) {
            var result = check.validateWithResult(PublishedForms.form("fhir-r5").write(study));
            assertThat(result.getMessages())
                    .filteredOn(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                    .extracting(message -> message.getLocationString() + ": " + message.getMessage())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-|-|fhir-r4",
                "-|*/*|fhir-r4",
                "-|application/*|fhir-r4",
                "-|application/fhir+json|fhir-r4",
                "-|application/fhir+json; fhirVersion=4.0|fhir-r4",
                "-|application/fhir+json; fhirVersion=5.0|fhir-r5",
                "-|application/fhir+xml; fhirVersion=5.0|fhir-r5-xml",
                "-|application/fhir+xml|fhir-r4-xml",
                "-|application/fhir+json; fhirVersion=4.3|-",
                "-|application/json|clinicaltrials-gov",
                "-|text/xml|ictrp",
                "-|application/ld+json|schema-org",
                "-|text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8|html",
                "-|application/xml;q=0.5, application/json|clinicaltrials-gov",
                "-|application/json;q=0, application/xml|ictrp",
                "-|image/png|-",
                "-|not a type|-",
                "ictrp|text/html|ictrp",
                "application/fhir+json; fhirVersion=5.0|text/html|fhir-r5",
                "application/fhir json|-|fhir-r4",
                "pdf|text/html|-"
            })
    void aFormIsFoundByWhatIsAskedFor(String format, String accept, String name) {
        assertThat(PublishedForms.FORMS.asked(format, accept).map(Form::name).orElse(null))
                .isEqualTo(name);
    }

    private static final class Failing implements ErrorHandler {

        @Override
        public void warning(SAXParseException failure) throws SAXParseException {
            throw failure;
        }

        @Override
        public void error(SAXParseException failure) throws SAXParseException {
            throw failure;
        }

        @Override
        public void fatalError(SAXParseException failure) throws SAXParseException {
            throw failure;
        }
    }
}
