package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.platform.validation.GuideFaults;

/** What is translated without a finding is what the guide wants. */
class GuideKeptTests {

    private static final SiteMaps MAPS = Messages.maps(
            "lab-codes|PLT|http://loinc.org|777-3",
            "lab-units|G/L|http://unitsofmeasure.org|10*9/L",
            "lab-answers|neg|http://snomed.info/sct|260385009");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NM|PLT^Platelets^L||42|G/L|150-400|L|||C",
                "TX|PLT^Platelets^L||Clumped||150-400||||C",
                "NM|PLT^Platelets^L||<7|10*9/L^^UCUM|>150|LL|||F",
                "|PLT^Platelets^L||||||||X",
                "|PLT^Platelets^L||||||||N",
                "NM|PLT^Platelets^L||27|10*9/L^^UCUM|||||W",
                "NM|PLT^Platelets^L||\"\"|10*9/L^^UCUM|||||D",
                "ST|2465-3^IgG^LN||<0.52|g/L^^UCUM|7 - 16|odd|||F",
                "SN|777-3^Platelets^LN||>^1000|10*9/L^^UCUM|||||P",
                "SN|600-7^Culture^LN||^1^:^128||||||F",
                "SN|1988-5^CRP^LN||^1^-^3|mg/L^^UCUM|||||F",
                "NR|1988-5^CRP^LN||^10|mg/L^^UCUM|||||F",
                "DR|600-7^Culture^LN||20260302^20260303||||||F",
                "TM|600-7^Culture^LN||0815||||||F",
                "CE|5195-3^HBsAg^LN||NEG^Negative^L||||||F",
                "CWE|5195-3^HBsAg^LN||10828004^positive^SCT||||||F",
                "ST|5195-3^HBsAg^LN||Sample broken||||||X",
                "CE|600-7^Culture^LN||A^Growth^HL70078||||||F"
            })
    void whatIsDeliveredHasNoFaults(String obx) {
        TranslatedResults translated = Messages.translate(
                MAPS,
                Messages.ORDER.replace("|||F", "||Haem|F"),
                "NTE|1|L|Of the order",
                "OBX|1|" + obx + "|||20260302081500+0800||||||" + "|A-1^LIS",
                "NTE|1|L|Of the result",
                "SPM|1|^T-1&LIS||BLD^Blood^HL70487|||||||||||||20260302081500+0800");

        assertThat(translated.findings()).isEmpty();
        assertThat(translated.delivered()).hasSize(3);
        assertThat(translated.delivered())
                .flatExtracting(one -> GuideFaults.of(one.resource()))
                .isEmpty();
    }
}
