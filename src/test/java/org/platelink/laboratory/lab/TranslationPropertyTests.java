package org.platelink.laboratory.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.laboratory.journal.Reason;

/** What holds of any message: each result is accounted for, and nothing is taken for something else. */
class TranslationPropertyTests {

    private static final String HEADER =
            "MSH|^~\\&|LIS|LAB|P|T|20260302101500+0800||ORU^R01^ORU_R01|M-1|P|2.5.1\rPID|1||SYN-1\r";

    private static final SiteMaps MAPS = Messages.maps(
            "lab-codes|PLT|http://loinc.org|777-3",
            "lab-codes|PLTC|http://loinc.org|777-3",
            "lab-codes|INDEX|http://loinc.org|-",
            "lab-units|G/L|http://unitsofmeasure.org|10*9/L",
            "lab-namespaces|LIS|urn:x|https://lab.example/numbers");

    @Property(tries = 400)
    void accountsForEveryResultOfAnyOrder(@ForAll("messages") String message) {
        TranslatedResults translated = Messages.translate(MAPS, message);

        assertThat(translated.accounted()).isEqualTo(new MessageText(message, UTF_8).segments("OBX"));
        assertThat(translated.notTaken()).isBetween(0, translated.accounted());
    }

    @Property(tries = 400)
    void noTwoResourcesOfAMessageAreTakenForOne(@ForAll("messages") String message) {
        List<DeliveredResource> delivered = Messages.translate(MAPS, message).delivered();

        assertThat(delivered)
                .extracting(
                        one -> one.resource().fhirType() + "/" + one.resource().getIdPart())
                .doesNotHaveDuplicates();
        assertThat(delivered)
                .extracting(one -> one.name() + one.identity().time())
                .doesNotHaveDuplicates();
        assertThat(delivered)
                .extracting(one -> one.key() + one.identity().time())
                .doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void theSameMessageComesToTheSameAgain(@ForAll("messages") String message) {
        TranslatedResults first = Messages.translate(MAPS, message);
        TranslatedResults again = Messages.translate(MAPS, message);

        assertThat(again.findings()).isEqualTo(first.findings());
        assertThat(ids(again)).isEqualTo(ids(first));
    }

    /** The key follows what the site's maps say, the name what was sent. */
    @Property(tries = 200)
    void aNameStaysWhateverTheMapsSay(@ForAll("messages") String message) {
        List<String> mapped = names(Messages.translate(Messages.maps("lab-codes|PLT|http://loinc.org|777-3"), message));

        assertThat(names(Messages.translate(Messages.maps(), message))).isEqualTo(mapped);
    }

    /** What a message says of a patient in a value or a note is in no sentence. */
    @Property(tries = 200)
    void noSentenceRepeatsAValue(@ForAll("messages") String message) {
        String told = message.replace("|27|", "|Zebedee 1927|").replace("|Clumped|", "|Zebedee|");

        assertThat(Messages.translate(MAPS, told).findings())
                .allSatisfy(finding -> assertThat(finding.sentence()).doesNotContain("Zebedee", "1927"))
                .filteredOn(finding -> finding.reason() != Reason.UNMAPPED_ANSWER)
                .allSatisfy(finding -> assertThat(String.valueOf(finding.key())).doesNotContain("Zebedee"));
    }

    private static List<String> ids(TranslatedResults translated) {
        return translated.delivered().stream()
                .map(one -> one.resource().getIdPart())
                .toList();
    }

    private static List<String> names(TranslatedResults translated) {
        return translated.delivered().stream().map(DeliveredResource::name).toList();
    }

    @Provide
    Arbitrary<String> messages() {
        return orders().list().ofMinSize(1).ofMaxSize(4).map(orders -> HEADER + String.join("\r", orders));
    }

    private Arbitrary<String> orders() {
        Arbitrary<String> order = Combinators.combine(
                        Arbitraries.of("", "P-1", "P-2^HIS"),
                        Arbitraries.of("", "F-1", "F-2^LIS", "F-2^^1.2.3^ISO"),
                        Arbitraries.of("CBC^Blood count^L", "58410-2^CBC^LN", "PLT", "^only a text", ""),
                        Arbitraries.of("", "202603", "20260302", "20260302081500+0800", "no time"),
                        Arbitraries.of("", "BLD&Blood&HL70487"),
                        Arbitraries.of("", "20260302100000+0800", "20260302"),
                        Arbitraries.of("F", "C", "P", "X", "A", ""))
                .as((placer, filler, code, time, sample, issued, status) -> "OBR|1|" + placer + "|" + filler + "|"
                        + code + "|||" + time + "||||||||" + sample + "|||||||" + issued + "||HM|" + status);
        return Combinators.combine(
                        order,
                        results().list().ofMaxSize(6),
                        Arbitraries.of("", "NTE|1|L|a note", "SPM|1|^T-1&LIS||BLD", "SPM|1|^T-1||EDTA^Blood^L"))
                .as((obr, results, more) -> {
                    List<String> segments = new ArrayList<>(List.of(obr));
                    segments.addAll(results);
                    segments.add(more);
                    return String.join("\r", segments);
                });
    }

    private Arbitrary<String> results() {
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.of(
                        "27", "<7", "", "\"\"", "Clumped", "27~25", "^1^:^160", ">^90", "20260302", "N^no^L", "~"),
                Arbitraries.strings()
                        .withChars(" .,<>=~^&+-/%0123456789abN\\\u00b5")
                        .ofMaxLength(12));
        Arbitrary<String> first = Combinators.combine(
                        Arbitraries.of(
                                "NM", "ST", "TX", "FT", "CE", "CWE", "SN", "NR", "DR", "DT", "TM", "ED", "CX", "",
                                "QQ"),
                        Arbitraries.of(
                                "PLT^Platelets^L",
                                "PLTC^In citrate^L",
                                "777-3^PLT^LN",
                                "5196-1^HBsAg^LN",
                                "INDEX",
                                "600-7^Culture^LN",
                                "777-4^PLT^LN",
                                "^text",
                                "",
                                "X^Y^99Z^777-3^PLT^LN"),
                        Arbitraries.of("", "1", "2", "1.1"),
                        value,
                        Arbitraries.of("", "G/L", "10*9/L^^UCUM", "furlongs", "^giga"))
                .as((type, code, sub, sent, unit) -> type + "|" + code + "|" + sub + "|" + sent + "|" + unit);
        return Combinators.combine(
                        first,
                        Arbitraries.of("", "150-400", "400-150", "<40", "negative"),
                        Arbitraries.of("", "L", "H~HH", "odd"),
                        Arbitraries.of("F", "C", "P", "X", "D", "W", "O", "N", "U", "", "Q"),
                        Arbitraries.of("", "20260302081500", "202603", "2026-03-02"),
                        Arbitraries.of("", "R-1", "R-1^LIS", "R-2^LIS"))
                .as((start, range, flag, status, time, own) ->
                        "OBX|1|" + start + "|" + range + "|" + flag + "|||" + status + "|||" + time + "|||||||" + own);
    }
}
