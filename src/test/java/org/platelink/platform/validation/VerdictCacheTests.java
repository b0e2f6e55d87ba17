package org.platelink.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A verdict that is remembered is the one that the validator would give. */
class VerdictCacheTests {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final InstanceValidators VALIDATORS = new InstanceValidators(FHIR, GuideValidator.GUIDE);

    /** Remembers, over all that these tests show it. */
    private static final ResourceValidator REMEMBERING =
            new ResourceValidator(FHIR, GuideValidator.CHOICE, VALIDATORS, memory());

    private static final Set<String> SEEN = new HashSet<>();

    static Stream<Path> observations() {
        return Stream.concat(GuideValidator.files("ig/input/examples", ""), GuideValidator.files("ig/refused", ""));
    }

    private static VerdictCache memory() {
        return new VerdictCache(FHIR, GuideValidator.GUIDE);
    }

    @ParameterizedTest
    @MethodSource("observations")
    void whatDiffersInItsValuesGetsTheVerdictThatTheValidatorGives(Path file) {
        for (Resource variant : variantsOf(GuideValidator.read(file))) {
            List<Finding> fresh =
                    new ResourceValidator(FHIR, GuideValidator.CHOICE, VALIDATORS, memory()).validate(variant);

            assertThat(REMEMBERING.validate(variant)).isEqualTo(fresh);
            assertThat(REMEMBERING.validate(variant)).isEqualTo(fresh);
        }
    }

    /** The resource itself first, so that what comes after it meets a memory. */
    private static List<Resource> variantsOf(Resource original) {
        List<Resource> variants = new ArrayList<>(List.of(original));
        DomainResource renamed = ((DomainResource) original).copy();
        renamed.setId("another-one");
        variants.add(renamed);
        for (String source : List.of(
                "urn:uuid:0183d2a8-bf94-4615-a865-5f4cf8bc6698",
                "urn:uuid:0183d2a8-bf94-4615-a865-5f4cf8bc6698#request",
                "urn:uuid:0183D2A8-BF94-4615-A865-5F4CF8BC6698",
                "urn:uuid:1",
                "https://hospital.example/a b")) {
            DomainResource sourced = ((DomainResource) original).copy();
            sourced.getMeta().setSource(source);
            variants.add(sourced);
        }
        if (original instanceof Observation observation) {
            if (observation.getValue() instanceof Quantity) {
                for (String value : List.of(
                        "0", "-0", "0.001", "-1", "27", "5000", "5000.01", "20000", "250000", "999999999999", "1E+4")) {
                    Observation other = observation.copy();
                    other.getValueQuantity().setValue(new BigDecimal(value));
                    variants.add(other);
                }
            }
            for (String date : List.of("2026", "2026-03", "2026-03-02", "1899-12-31", "2026-03-02T08:15:00+08:00")) {
                Observation other = observation.copy();
                other.setEffective(new DateTimeType(date));
                variants.add(other);
            }
            for (String reference : List.of("Patient/other", "Group/other", "urn:uuid:1", "#here", "nonsense")) {
                Observation other = observation.copy();
                other.getSubject().setReference(reference);
                variants.add(other);
            }
            for (String identifier : List.of("x-1", "with space ", "urn:x")) {
                Observation other = observation.copy();
                other.getIdentifier().clear();
                other.addIdentifier().setSystem("https://hospital.example/lab").setValue(identifier);
                variants.add(other);
                Observation uri = other.copy();
                uri.getIdentifierFirstRep().setSystem("urn:ietf:rfc:3986");
                variants.add(uri);
            }
        }
        return variants;
    }

    private static Observation plateletCount() {
        return (Observation) GuideValidator.read(Path.of("ig/input/examples/Observation-example-platelet-count.json"));
    }

    /** A validator that finds nothing. */
    private static Supplier<List<Finding>> counting(AtomicInteger walks) {
        return () -> {
            walks.incrementAndGet();
            return List.of();
        };
    }

    @Test
    void aResultOfAKnownShapeIsNotWalkedThroughAgain() {
        VerdictCache memory = memory();
        AtomicInteger walks = new AtomicInteger();
        Observation result = plateletCount();
        List<String> profiles = GuideValidator.CHOICE.profilesFor(result);

        for (int day = 1; day <= 9; day++) {
            result.setId("result-" + day);
            result.setEffective(new DateTimeType("2026-03-0" + day));
            result.getValueQuantity().setValue(20 + day);
            memory.of(result, profiles, counting(walks));
        }

        assertThat(walks).hasValue(1);
    }

    /** Each message is a source of its own, and what it brings is of the shapes that are known. */
    @Test
    void whatComesWithAnotherMessageIsNotWalkedThroughAgain() {
        VerdictCache memory = memory();
        AtomicInteger walks = new AtomicInteger();
        Observation result = plateletCount();
        Provenance provenance = new Provenance();
        provenance.addTarget().setReference("Observation/1");
        provenance.setRecordedElement(new InstantType("2026-03-02T08:15:00.000+08:00"));
        provenance.addAgent().getWho().setReference("Organization/site-unknown");
        Identifier message = provenance
                .addEntity()
                .setRole(Provenance.ProvenanceEntityRole.SOURCE)
                .getWhat()
                .getIdentifier();

        for (int i = 1; i <= 9; i++) {
            String id = "0183d2a8-bf94-4615-a865-5f4cf8bc669" + i;
            result.getMeta().setSource("urn:uuid:" + id);
            message.setSystem("https://platelink.org/intake/messages").setValue(id);
            for (Resource one : List.of(result, provenance)) {
                memory.of(one, GuideValidator.CHOICE.profilesFor(one), counting(walks));
            }
        }

        assertThat(walks).hasValue(2);
    }

    /** What senders vary from one message to the next, as several hospitals' systems do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'urn:uuid:0183d2a8-bf94-4615-a865-5f4cf8bc669%d'}",
                "{'meta':{'lastUpdated':'2026-03-02T08:15:0%d.000+08:00','versionId':'%d'}}",
                "{'subject':{'identifier':{'system':'https://hospital.example/mrn','value':'S000%d'},'display':'Synthetic %d'}}",
                "{'subject':{'identifier':{'system':'urn:oid:1.2.840.113619.6.197','value':'S000%d'}}}",
                "{'encounter':{'reference':'urn:uuid:0183d2a8-bf94-4615-a865-5f4cf8bc669%d'}}",
                "{'note':[{'time':'2026-03-02T08:15:0%d+08:00','text':'Sample %d: clumped, counted again (citrate).'}]}",
                "{'referenceRange':[{'low':{'value':10%d},'high':{'value':35%d}}]}",
                "{'effectivePeriod':{'start':'2026-03-02T08:15:00+08:00','end':'2026-03-02T08:15:0%d+08:00'}}",
                "{'contained':[{'resourceType':'Practitioner','id':'p','identifier':[{'system':'urn:oid:1.2.3','value':'D%d'}],'name':[{'family':'Synthetic%d','given':['A']}]}],'performer':[{'reference':'#p','display':'Dr Synthetic%d'}]}",
                "{'contained':[{'resourceType':'Specimen','id':'s','identifier':[{'system':'https://hospital.example/specimen','value':'T%d'}],'type':{'text':'EDTA blood'},'receivedTime':'2026-03-02T08:15:0%d+08:00','collection':{'collectedDateTime':'2026-03-02T08:1%d:00+08:00'}}],'specimen':{'reference':'#s'}}"
            })
    void whatASenderVariesIsNotWalkedThroughAgain(String varied) {
        VerdictCache memory = memory();
        AtomicInteger walks = new AtomicInteger();

        for (int i = 1; i <= 9; i++) {
            Observation result = with(varied.replace("%d", Integer.toString(i)));
            memory.of(result, GuideValidator.CHOICE.profilesFor(result), counting(walks));
        }

        assertThat(walks).hasValue(1);
    }

    /** A platelet count with some elements, in apostrophes, in the place of its own. */
    private static Observation with(String elements) {
        String result = FHIR.newJsonParser().encodeResourceToString(plateletCount());
        JsonObject whole = JsonParser.parseString(result).getAsJsonObject();
        JsonObject other = JsonParser.parseString(elements.replace('\'', '"')).getAsJsonObject();
        if (other.has("effectivePeriod")) {
            whole.remove("effectiveDateTime");
        }
        other.entrySet().forEach(entry -> whole.add(entry.getKey(), entry.getValue()));
        return FHIR.newJsonParser().parseResource(Observation.class, whole.toString());
    }

    /**
     * Results of the guide with anything in the place of their values. With {@code -Dmutations=100000} as many as one
     * likes.
     */
    @Test
    void whateverIsPutInAValuesPlaceGetsTheVerdictThatTheValidatorGives() {
        Random random = new Random(20261130);
        List<Resource> examples = observations()
                .map(GuideValidator::read)
                .filter(example -> !(example instanceof MetadataResource))
                .toList();
        for (int i = 0; i < Integer.getInteger("mutations", 400); i++) {
            Resource mutant = Mutations.of(examples.get(random.nextInt(examples.size())), random);
            List<Finding> fresh =
                    new ResourceValidator(FHIR, GuideValidator.CHOICE, VALIDATORS, memory()).validate(mutant);

            assertThat(REMEMBERING.validate(mutant))
                    .as(() -> FHIR.newJsonParser().encodeResourceToString(mutant))
                    .isEqualTo(fresh);
        }
    }

    @Test
    void aLiteralThatLooksLikeAPlaceholderIsNotTakenForOne() {
        ResourceShape left = skeletonOf("{'resourceType':'Observation','id':'a'}");
        ResourceShape forged = skeletonOf("{'resourceType':'Observation','id':'(id)'}");

        assertThat(left.text()).isNotEqualTo(forged.text());
        assertThat(left.values()).containsExactly("a");
        assertThat(forged.values()).isEmpty();
    }

    /** Each differs from the first in a place where a validator may look. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'resourceType':'Observation','status':'amended','note':[{'text':'x'}]}",
                "{'resourceType':'Observation','status':'final','note':[{'text':'<y'}]}",
                "{'resourceType':'Observation','status':'final','note':[{'text':'x'},{'text':'x'}]}",
                "{'resourceType':'Observation','status':'final','_status':{'id':'s'},'note':[{'text':'x'}]}",
                "{'resourceType':'Observation','status':'final','note':[{'id':'n','text':'x'}]}",
                "{'resourceType':'Observation','status':'final','note':[{'text':'x'}],'issued':'2026-01-05T09:00:00Z'}",
                "{'resourceType':'Observation','status':'final','note':[{'text':'x'}],'valueString':'7'}",
                "{'resourceType':'Observation','status':'final','note':[{'text':'x'}],'valueInteger':7}",
                "{'resourceType':'Observation','meta':{'versionId':'1'},'status':'final','note':[{'text':'x'}]}",
                "{'resourceType':'Observation','language':'en','status':'final','note':[{'text':'x'}]}",
                "{'resourceType':'DiagnosticReport','status':'final'}",
                "{'resourceType':'Observation','text':{'status':'generated','div':'<div xmlns=\"http://www.w3.org/1999/xhtml\">a</div>'},'status':'final','note':[{'text':'x'}]}",
                "{'resourceType':'Observation','text':{'status':'generated','div':'<div xmlns=\"http://www.w3.org/1999/xhtml\">b</div>'},'status':'final','note':[{'text':'x'}]}"
            })
    void whatStandsInAResourceStandsInItsSkeleton(String other) {
        assertThat(SEEN.add(skeletonOf(other).text())).isTrue();
        assertThat(skeletonOf(other).text())
                .isNotEqualTo(skeletonOf("{'resourceType':'Observation','status':'final','note':[{'text':'x'}]}")
                        .text());
    }

    @Test
    void aValueThatAProfileRulesStaysIn() {
        String json = "{'resourceType':'Observation','valueQuantity':{'value':5}}";

        assertThat(ResourceShape.of(read(json), path -> path.equals("valueQuantity.value"))
                        .values())
                .isEmpty();
        assertThat(skeletonOf(json).values()).containsExactly("5");
    }

    private static ResourceShape skeletonOf(String json) {
        return ResourceShape.of(read(json), path -> false);
    }

    /** Apostrophes in the place of quotation marks, for reading's sake. */
    private static DomainResource read(String json) {
        return (DomainResource)
                FHIR.newJsonParser().parseResource(json.replace("\"", "\\\"").replace('\'', '"'));
    }
}
