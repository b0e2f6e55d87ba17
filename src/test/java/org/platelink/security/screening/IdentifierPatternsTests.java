package org.platelink.security.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.security.linkage.PlainText;

/** All persons and numbers are invented. */
class IdentifierPatternsTests {

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
                "E_MAIL | a@​mail.exam­ple",
                "PHONE | +86.138.0013.8000",
                "PHONE | Tel. (010) 5550-0100",
                "PHONE | **phone**: 555 0100 22",
                "PHONE | 联系方式：010-55500100",
                "MOBILE | 13800138000",
                "MOBILE | call 138 0013 8000 please",
                "MOBILE | 患者138-0013-8000。",
                "MOBILE | 138​0013­8000",
                "MOBILE | １３８００１３８０００",
                "MOBILE | ١٣٨٠٠١٣٨٠٠٠",
                "MOBILE | ①③⑧⓪⓪①③⑧⓪⓪⓪",
                "MOBILE | 𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎",
                "MOBILE | 1̲3̲8̲0̲0̲1̲3̲8̲0̲0̲0",
                "MOBILE | 一三八零零一三八〇〇〇",
                "MOBILE | https://hospital.example/13800138000",
                "RESIDENT_CARD | 110105 19491231 002X",
                "RESIDENT_CARD | 110105-1949-1231-002X",
                "RESIDENT_CARD | 1101​0519491231⁠002X",
                "RESIDENT_CARD | 3 110105 19491231 002 X",
                "RESIDENT_CARD | 110105.19491231.002X",
                "BIRTH_DATE | DOB  :  12.03.1984",
                "BIRTH_DATE | D.O.B. 03/12/84",
                "BIRTH_DATE | 12.03.1984 (DOB)",
                "BIRTH_DATE | 1984年3月12日生",
                "BIRTH_DATE | 1984年3月12日出生",
                "BIRTH_DATE | 生于一九八四年三月十二日",
                "BIRTH_DATE | born 12th of March 1984",
                "BIRTH_DATE | Birthday was 840312",
                "BIRTH_DATE | geb. 12.3.1984",
                "BIRTH_DATE | d​ob: 1984-03-12",
                "NUMBER | medical  record   no  12345",
                "NUMBER | medical record no 12345",
                "NUMBER | МRN: 123456",
                "NUMBER | **MRN** 123456",
                "NUMBER | MRN is 123456",
                "NUMBER | inpatient no. 12345",
                "NUMBER | patient id 123456",
                "NUMBER | 门诊号：０１２３４５",
                "NUMBER | 身 份证号 110105 / 身份证 110105",
                "NAME | 患者张三",
                "NAME | 患者：欧阳小合 已告知",
                "NAME | 患​者­张三，男",
                "NAME | 报告已告知李女士",
                "NAME | 家属王小明要求复查",
                "NAME | 姓名张三",
                "NAME | 病人: 高合成",
                "NAME | Patient: Synthetic Person",
                "NAME | told Mrs. Synthetic",
                "NAME | Patient  name : Synthetic",
                "NAME | Pаtiеnt nаmе: Synthetic",
                "NAME | Patient name: Synthetic",
                "NAME | family name = Synthetic",
                "NAME | 姓名：合成",
                "NAME | 姓名 合成",
            })
    void tellsWhatIsAPersons(IdentifierPatterns telltale, String text) {
        assertThat(found(text)).contains(telltale);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Platelets clumped; repeated in citrate.",
                "门诊2026-03-05复查，血小板聚集",
                "住院 2026年3月5日 采血",
                "电话 2026-03-05 通知",
                "患者高热，白细胞升高",
                "患者白细胞低",
                "患者黄疸",
                "患者周围血涂片",
                "患者任何时间",
                "患者于门诊，复查",
                "患者常规",
                "患者方便时复查",
                "患者安静状态",
                "病人张口受限",
                "患者易疲劳。",
                "患者曾输血。",
                "患者空腹",
                "患者入院时采血",
                "家属要求复查",
                "患者凝血功能正常",
                "Patient: Not Fasting",
                "Patient: fasting",
                "patient was told",
                "15000000000 copies/mL",
                "13500000000",
                "lot 13512345678",
                "order no. 13512345678",
                "样本号13512345678",
                "A13512345678",
                "1.3512345678",
                "2026030513512345678",
                "12 13 14 15 16 17 18",
                "110105 194912 310021",
                "2.16.840.1.113883.2.23.1.9.1",
                "MS 12.03.1984",
                "collected 12.03.1984",
                "newborn 2026-03-05 sample",
                "airborne 12.03.2026",
                "telescope 12345678",
                "Tel 2026-03-05",
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
        "008612345678, false",
        "13800138000, true",
        "S13800138000, false",
        "110105194912310021, false"
    })
    void aNumberOfASampleIsNotTakenForATelephone(String value, boolean refused) {
        assertThat(IdentifierPatterns.ALL.stream().anyMatch(telltale -> telltale.isInIdentifier(value)))
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
                "born on ",
                "1 ",
                "138 0013 ",
                "1-3-8",
                "tel 1",
                "患者张",
                "张三",
                "patient: A",
                "2026-03-05 ",
                "一",
                "1984年3月",
                "Mr A",
                "MRN: ",
                "9_",
                "is ",
                "*"
            })
    void readsALongTextInATimeThatGrowsWithIt(String piece) {
        String text = piece.repeat(300_000 / piece.length());

        assertTimeout(Duration.ofSeconds(5), () -> found(text));
    }

    @Test
    void aSentenceSaysHowToMendIt() {
        assertThat(List.of(IdentifierPatterns.values()))
                .allSatisfy(telltale -> assertThat(telltale.sentence()).endsWith("Take it out."));
    }

    private static Set<IdentifierPatterns> found(String text) {
        String plain = PlainText.of(text);
        return IdentifierPatterns.ALL.stream()
                .filter(telltale -> !telltale.needsMoreThan(plain) && telltale.isIn(plain))
                .collect(Collectors.toSet());
    }
}
