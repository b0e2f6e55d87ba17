package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.Test;

/** By what a result is known again when it comes once more. */
class ResultNamesTests {

    private static final SiteMaps NO_MAPS = Messages.maps();
    private static final SiteMaps MAPS = Messages.maps(
            "lab-codes|PLT|http://loinc.org|777-3",
            "lab-codes|PLTC|http://loinc.org|777-3",
            "lab-codes|ALT|http://loinc.org|1742-6",
            "lab-namespaces|LIS|urn:x|https://lab.example/orders");
    private static final String PLATELETS = "OBX|1|NM|PLT^Platelets^L||27|10*9/L^^UCUM|||||F";
    private static final String CITRATE = "OBX|2|NM|PLTC^Platelets, citrate^L||90|10*9/L^^UCUM|||||F";

    @Test
    void noTwoOfAMessageShareAName() {
        assertThat(names(Messages.translate(MAPS, Messages.ORDER, PLATELETS, Messages.ORDER, PLATELETS)))
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    void aNameStaysTheSameWhenAMapChanges() {
        String order = Messages.ORDER.replace("|F-1|", "|F-1^LIS|");
        String numbered = PLATELETS + "||||||||||A-1^LIS";

        assertThat(names(Messages.translate(MAPS, order, PLATELETS, CITRATE)))
                .isEqualTo(names(Messages.translate(NO_MAPS, order, PLATELETS, CITRATE)));
        assertThat(names(Messages.translate(MAPS, order, numbered)))
                .isEqualTo(names(Messages.translate(NO_MAPS, order, numbered)));
    }

    @Test
    void aNameDoesNotDependOnWhatElseAMessageBrings() {
        assertThat(names(Messages.translate(MAPS, Messages.ORDER, PLATELETS, CITRATE)))
                .containsAll(names(Messages.translate(MAPS, Messages.ORDER, CITRATE)));
    }

    @Test
    void anIdentifierThatTwoResultsShareIdentifiesNeither() {
        String platelets = PLATELETS + "||||||||||A-1^LIS";
        String alt = "OBX|2|NM|ALT^ALT^L||20|U/L^^UCUM|||||F||||||||||A-1^LIS";

        TranslatedResults both = Messages.translate(MAPS, Messages.ORDER, platelets, alt);
        TranslatedResults altAlone = Messages.translate(MAPS, Messages.ORDER, alt);

        assertThat(names(both)).doesNotHaveDuplicates();
        assertThat(Messages.observations(altAlone).get(0).getIdPart())
                .isNotEqualTo(Messages.observations(both).get(0).getIdPart());
    }

    @Test
    void oneTubeOfTwoOrdersIsOneSpecimen() {
        String tube = "SPM|1|^T-1&LIS||BLD^Blood^L|||||||||||||20260302081500+0800";
        String second = Messages.ORDER.replace("|F-1|", "|F-2|");

        TranslatedResults translated =
                Messages.translate(MAPS, Messages.ORDER, PLATELETS, tube, second, PLATELETS, tube);

        assertThat(Messages.of(translated, Specimen.class)).hasSize(1);
        assertThat(Messages.observations(translated))
                .extracting(one -> one.getSpecimen().getReference())
                .hasSize(2)
                .doesNotContainNull()
                .containsOnly(
                        Messages.observations(translated).get(0).getSpecimen().getReference());
    }

    private static List<String> names(TranslatedResults translated) {
        return translated.delivered().stream().map(DeliveredResource::name).toList();
    }
}
