package org.platelink.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All persons and numbers are invented. */
class TelltaleTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "E_MAIL | write to a.b+c@mail.example.org please",
                "E_MAIL | a＠mail．example",
                "PHONE | call +86 138 0013 8000",
                "PHONE | call +8613800138000.",
                "PHONE | (+1) no, +1 (212) 555-0100",
                "PHONE | 0086 10 5550 0100",
                "RESIDENT_CARD | 11010519491231002X",
                "RESIDENT_CARD | 证件11010519491231002x号",
                "RESIDENT_CARD | １１０１０５１９４９１２３１００２Ｘ",
                "BIRTH_DATE | DOB: 1984-03-05",
                "BIRTH_DATE | DOB 05/03/1984",
                "BIRTH_DATE | Date of birth = 5 March 1984",
                "BIRTH_DATE | born on Mar 5, 1984",
                "BIRTH_DATE | 出生日期：1984年3月5日",
                "BIRTH_DATE | 患者DOB:19840305",
                "NUMBER | MRN: A-123456",
                "NUMBER | mrn 123456",
                "NUMBER | medical record no. 12345",
                "NUMBER | 病历号123456",
                "NUMBER | 住院号：Z0012345",
                "NUMBER | 身份证号码 110105",
                "NAME | Patient name: Synthetic",
                "NAME | family name = Synthetic",
                "NAME | 姓名：合成",
                "NAME | 姓名 合成",
            })
    void tellsWhatIsAPersons(Telltale telltale, String text) {
        assertThat(found(text)).contains(telltale);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Platelets clumped; repeated in citrate.",
                "2 @ 37 degrees, a@b",
                "+0.12 -0.34 +0.56 10*9/L",
                "+1234567 copies per millilitre",
                "lot 0086-12",
                "110105194912310021",
                "11010519491331002X",
                "4111010519491231002X1",
                "DOB: 1984-03",
                "born in March 1984",
                "the dob was not asked",
                "seen on 2026-03-05",
                "MRN is not kept here",
                "see MRN-policy",
                "住院3天, 电话 not asked",
                "patient named above",
                "name of the drug: Synthetic",
                "姓名已隐去",
                "Surname withheld",
                "",
            })
    void leavesAloneWhatIsNot(String text) {
        assertThat(found(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+8613800138000, true",
        "11010519491231002X, true",
        "00861234567890, false",
        "S-0086-12345678, false",
        "008612345678, false"
    })
    void aNumberOfASampleIsNotTakenForATelephone(String value, boolean refused) {
        assertThat(Telltale.ALL.stream().anyMatch(telltale -> telltale.isInIdentifier(value)))
                .isEqualTo(refused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@",
                "@a.",
                "+1",
                "+",
                "0086",
                "1",
                "11010519491231002",
                "dob:",
                "dob 1984-",
                "MRN ",
                "MRN-a",
                "姓名",
                "姓名 ",
                "patient name ",
                "病历",
                "病历号 a",
                " ",
                "- ",
                "born on "
            })
    void readsAMegabyteInATimeThatGrowsWithIt(String piece) {
        String text = piece.repeat(1_000_000 / piece.length());

        assertTimeout(Duration.ofSeconds(5), () -> found(text));
    }

    @Test
    void aSentenceSaysHowToMendIt() {
        assertThat(List.of(Telltale.values()))
                .allSatisfy(telltale -> assertThat(telltale.sentence()).endsWith("Take it out."));
    }

    private static Set<Telltale> found(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return Telltale.ALL.stream()
                .filter(telltale -> !telltale.needsMoreThan(plain) && telltale.isIn(plain))
                .collect(Collectors.toSet());
    }
}
