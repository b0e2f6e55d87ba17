package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.platform.validation.GuideFaults;

/**
 * Whatever a sender writes into a field is either found by its name or something that FHIR and the guide take: what
 * breaks a rule without a name tells its sender nothing.
 */
class HostileFieldsTests {

    private static final List<String> MESSAGE = List.of(
            "OBR|1|P-1^HIS|F-1^LIS|CBC^Blood count^L|||20260302081500+0800|||||||||||||||20260302100000+0800||HM|F",
            "OBX|1|NM|777-3^Platelets^LN||27|10*9/L^^UCUM|125-350|L|||F|||20260302081500+0800|||M^Method^L||||R-1^LIS",
            "NTE|1||a note",
            "OBX|2|CWE|5196-1^HBsAg^LN||260385009^Negative^SCT||negative|N|||F|||20260302081500+0800",
            "OBX|3|NM|1988-5^CRP^LN||2.5|mg/L^^UCUM|<5|N|||F|||20260302081500+0800",
            "OBX|4|ST|600-7^Culture^LN||nothing grew||none||||F|||20260302081500+0800",
            "OBX|5|SN|2465-3^IgG^LN||<^7|g/L^^UCUM|7-16|L|||F|||20260302081500+0800",
            "SPM|1|^S-1&LIS||BLD^Blood^HL70487|||||||||||||20260302081500+0800|20260302090000+0800");

    /** The fields that become something in FHIR. */
    private static final Map<String, List<Integer>> READ = Map.of(
            "OBR", List.of(2, 3, 4, 7, 15, 22, 24, 25),
            "OBX", List.of(3, 4, 5, 6, 7, 8, 11, 14, 17, 21),
            "NTE", List.of(3),
            "SPM", List.of(2, 4, 17, 18));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  a  b  ",
                "a\u00a0b",
                "\\X0D0A\\",
                "\\.br\\",
                "\"\"",
                "^^^^^^^^",
                "a^b^c^d^e^f",
                "^^^a b^c^HL7 123",
                "x^y^HL7000A",
                "1^2^LN",
                "not-a-code^x^LN",
                "abc^x^SCT",
                "10^9/L",
                "IU/L^^UCUM",
                "<script>alert(1)</script>",
                "1e400",
                "20260230",
                "2026030299",
                "1.2.3^^9.9.9^ISO",
                "a^b c^d e^ISO",
                "\ud83d\ude00",
                "\u202eabc",
                "AC"
            })
    void whatStandsInAnyFieldIsNamedOrTaken(String hostile) {
        List<String> broken = new ArrayList<>();
        for (int segment = 0; segment < MESSAGE.size(); segment++) {
            String[] fields = MESSAGE.get(segment).split("\\|", -1);
            for (int field : READ.get(fields[0])) {
                String[] changed = Arrays.copyOf(fields, Math.max(fields.length, field + 1));
                IntStream.range(fields.length, changed.length).forEach(i -> changed[i] = "");
                changed[field] = hostile;
                int at = segment;
                String[] message = IntStream.range(0, MESSAGE.size())
                        .mapToObj(i -> i == at ? String.join("|", changed) : MESSAGE.get(i))
                        .toArray(String[]::new);
                int number = field;
                Messages.translate(Messages.maps(), message).delivered().stream()
                        .filter(one -> !one.source().faulty())
                        .map(DeliveredResource::resource)
                        .flatMap(HostileFieldsTests::unnamed)
                        .forEach(fault -> broken.add(fields[0] + "-" + number + ": " + fault));
            }
        }

        assertThat(broken).isEmpty();
    }

    private static Stream<String> unnamed(Resource resource) {
        return GuideFaults.of(resource).stream().filter(fault -> !fault.matches("(?s).*\\(rule [\\w-]+\\)"));
    }
}
