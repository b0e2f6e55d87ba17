package org.platelink.security.screening;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.linkage.LinkedNumbers;

/** Ten thousand ordinary results, each with its comments and numbers, of which none may be refused. */
class PrecisionTests {

    private static final int RESULTS = 10_000;

    private static final List<String> COMMENTS = List.of(
            "Platelets clumped; repeated in citrate at %d:%02d.",
            "EDTA-dependent pseudothrombocytopenia, see smear of 2026-0%d-%02d",
            "Sample haemolysed (index %d), potassium %d.1 mmol/L not reported",
            "血小板聚集，建议枸橼酸钠抗凝复查 (%d/%d)",
            "标本溶血，结果仅供参考，%d次复查后为%d",
            "患者空腹%d小时，第%d次采血",
            "患者高热%d℃，白细胞%d，请结合临床",
            "患者周围血涂片见巨大血小板 %d%% (%d/100)",
            "受试者第%d次访视，第%d天",
            "家属要求复查，%d月%d日再采",
            "已电话通知病房，%d时%d分",
            "门诊复查2026-0%d-%02d，住院2026年3月采血",
            "Critical value phoned to ward at 0%d:%02d, read back",
            "Called to ward 12 bed %d, extension %d",
            "Flow cytometry: CD41 %d%%, CD61 %d%%, 10000 events",
            "PCR: 150000%d000 copies/mL, log %d.2",
            "lot 13%d12345678, expiry 2027-0%d-01",
            "Method: impedance; instrument XN-%d000 serial 1%d345678",
            "Ref. range 125-350; previous %d, %d",
            "INR %d.0; repeat in %d weeks. Patient was told to fast.",
            "Patient: fasting since %d h, tube %d",
            "Order no. 1591234%d%03d added by laboratory",
            "Birth control pills for %d years, %d tablets",
            "newborn screening card %d of %d",
            "Medical records were asked for on %d/%d",
            "Room temp. 2%d-2%d C, humidity 45-55 %%",
            "MRN not on label %d, relabelled %d",
            "a/b ratio 1.%d:1.%d; see 10.1016/j.thromres.2019.01.0%1$d",
            "https://www.example.org/method/%d/version-%d?lang=en#top",
            "Dilution 1:%d00; recovery %d %%");

    private static final List<String> DISPLAYS = List.of(
            "Platelets [#/volume] in Blood by Automated count",
            "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma",
            "MCHC [Mass/volume] by Automated count",
            "Mother's blood group phenotype",
            "Surname of method (obsolete)",
            "Factor VIII activity actual/normal in Platelet poor plasma by Coagulation assay",
            "血小板计数",
            "丙氨酸氨基转移酶",
            "白细胞 10*9/L",
            "高密度脂蛋白胆固醇");

    private static final List<String> UNITS =
            List.of("10*9/L", "U/L", "mmol/L", "%", "10^9/L", "×10⁹/L", "µmol/L", "g/dL");

    private final Random random = new Random(26);
    private final Screen.Collaborators means = new Screen.Collaborators(
            new SubjectMatter(FhirContext.forR4Cached()), new LinkedNumbers("p1", "SYN-778899"), new CleanTexts());

    @Test
    void noOrdinaryResultIsRefused() {
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < RESULTS; i++) {
            Observation result = ordinary(i);
            Screen screen = new Screen(means, "site-1");
            screen.look(result, Place.of("Observation"));
            screen.found()
                    .forEach(found ->
                            refused.add(found + " " + result.getNoteFirstRep().getText() + " "
                                    + result.getIdentifier().stream()
                                            .map(number -> number.getValue())
                                            .toList()));
        }

        assertThat(refused).isEmpty();
    }

    private Observation ordinary(int number) {
        String day = "2026-%02d-%02d".formatted(1 + random.nextInt(9), 1 + random.nextInt(28));
        Observation result = Labs.platelets(
                "p1", orderNumber(number, day), String.valueOf(random.nextInt(1_000_000)), "10*9/L", day);
        result.getValueQuantity().setUnit(one(UNITS));
        result.setId(random.nextInt(10) == 0 ? "r" + number : uuid().toString());
        result.getCode()
                .addCoding(new Coding(
                        "https://platelink.org/site/site-1/codes", "PLT" + random.nextInt(5000), one(DISPLAYS)));
        result.getCode().getCodingFirstRep().setDisplay(one(DISPLAYS));
        result.addNote().setText(one(COMMENTS).formatted(1 + random.nextInt(8), 1 + random.nextInt(27)));
        result.getMethod().setText("Impedance / optical, v" + random.nextInt(20) + "." + random.nextInt(100));
        result.addPerformer().setDisplay("Central Laboratory, Building " + random.nextInt(40));
        result.getMeta().setSource("urn:uuid:" + uuid());
        return result;
    }

    /** As laboratories number: by day, by year, with a letter, or running. */
    private String orderNumber(int number, String day) {
        String running = "%06d".formatted(number);
        return switch (number % 6) {
            case 0 -> day.replace("-", "") + running;
            case 1 -> day.substring(2, 4) + "-" + running;
            case 2 -> "B" + day.replace("-", "").substring(2) + running;
            case 3 -> "0086" + running;
            case 4 -> day.replace("-", "") + "0001" + running;
            default -> "26" + running + "-1";
        };
    }

    /** Of chance, version 4. */
    private UUID uuid() {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 1L << 63);
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
