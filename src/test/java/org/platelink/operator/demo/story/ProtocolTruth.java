package org.platelink.operator.demo.story;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.platelink.operator.demo.story.Result.MeasuredValue;
import org.platelink.operator.demo.story.Result.Presence;

/**
 * The criteria of NCT06813157 worked out a second time, in plain Java and from the stories themselves: neither from
 * FHIR nor by the study's CQL. The sentences of the source page stand beside each.
 */
public final class ProtocolTruth {

    private final SubjectStory story;
    private final LocalDate day;

    /** What is known of a subject by a day on which no infusion is planned yet. */
    public ProtocolTruth(SubjectStory story, LocalDate day) {
        this.story = story.until(day);
        this.day = day;
    }

    /** Whether each criterion holds; null is unknown. */
    public Map<String, @Nullable Boolean> criteria() {
        Map<String, @Nullable Boolean> all = new LinkedHashMap<>();
        // "voluntarily signed the informed consent form"
        all.put("INC01", !story.consent().toLocalDate().isAfter(day));
        // "from 4 to 75 years old (including the critical value)"
        all.put("INC02", story.person().age() >= 4 && story.person().age() <= 75);
        // "persistent thrombocytopenia for more than 3 months", refractory
        all.put("INC03", and(illSince(day), attested("INC03")));
        // "the stable dose had been maintained for at least 4 weeks"
        all.put("INC04", maintenance());
        all.put("INC05", liverAndKidney());
        // "negative ... pregnancy tests and are not breast-feeding, and agree to ... contraceptive measures"
        all.put("INC06", story.person().female() ? woman() : Boolean.TRUE);
        // "Fertile male patients must agree to use barrier contraception"
        all.put("INC07", story.person().female() ? Boolean.TRUE : man());
        all.put("INC08", attested("INC08"));
        all.put("EXC01", attested("EXC01"));
        all.put("EXC02", or(ill("I2"), attested("EXC02")));
        all.put("EXC03", or(taken("B01A", day, day), attested("EXC03")));
        // "gamma globulin within 2 weeks", which may be on any day from now on while no infusion is planned
        all.put("EXC04", lately("J06BA", 14, "EXC04"));
        all.put("EXC05", lately("L01FA01", 168, "EXC05"));
        all.put("EXC06", attested("EXC06"));
        // "still higher than 160/100mmHg after active treatment"
        all.put("EXC07", pressure());
        all.put("EXC08", or(ill("C"), attested("EXC08")));
        all.put(
                "EXC09",
                or(
                        or(
                                or(found(Analyte.HBSAG), attested("EXC09a")),
                                or(found(Analyte.ANTI_HCV), attested("EXC09b"))),
                        or(or(found(Analyte.HIV), attested("EXC09c")), attested("EXC09d"))));
        all.put("EXC10", attested("EXC10"));
        all.put("EXC11", attested("EXC11"));
        // "IgG<400mg/dl" or "IgA<10mg/dl"; the stories count in g/L
        all.put("EXC12", or(below(Analyte.IGG, "4.00"), below(Analyte.IGA, "0.10")));
        all.put("EXC13", attested("EXC13"));
        all.put("EXC14", attested("EXC14"));
        all.put("EXC15", attested("EXC15"));
        return all;
    }

    public String verdict() {
        boolean against = false;
        boolean open = false;
        for (Map.Entry<String, @Nullable Boolean> criterion : criteria().entrySet()) {
            Boolean holds = criterion.getValue();
            open |= holds == null;
            against |= holds != null && holds == criterion.getKey().startsWith("EXC");
        }
        return against ? "ineligible" : open ? "undecided" : "eligible";
    }

    private @Nullable Boolean illSince(LocalDate now) {
        return events(Event.MedicalHistory.class)
                .map(known -> known.illnesses().get(0).since().plusMonths(3).isBefore(now))
                .findFirst()
                .orElse(null);
    }

    private boolean ill(String icd10) {
        return events(Event.MedicalHistory.class)
                .flatMap(known -> known.illnesses().stream())
                .anyMatch(illness -> illness.icd10().startsWith(icd10));
    }

    private @Nullable Boolean maintenance() {
        List<Event.Drug> now = drugs("H02AB", day, day);
        if (now.stream().anyMatch(drug -> drug.since().isAfter(day.minusDays(28)))) {
            return false;
        }
        Boolean regimen = attested("INC04.regimen");
        return now.isEmpty() && Boolean.FALSE.equals(regimen) ? Boolean.TRUE : attested("INC04.stable");
    }

    /**
     * "ALT and / or AST <= 3 times", "total bilirubin <= 1.5 times", "creatinine <= 1.5 times ... or clearance > 75
     * ml/min"
     */
    private @Nullable Boolean liverAndKidney() {
        Boolean enzymes = and(times(Analyte.ALT, "3"), times(Analyte.AST, "3"));
        Boolean clearance = measured(Analyte.CLEARANCE)
                .map(value -> value.value().compareTo(new BigDecimal("75")) > 0)
                .orElse(null);
        Boolean kidney = or(times(Analyte.CREATININE, "1.5"), story.person().age() < 18 ? null : clearance);
        return and(and(enzymes, times(Analyte.BILIRUBIN, "1.5")), kidney);
    }

    private @Nullable Boolean times(Analyte analyte, String factor) {
        return measured(analyte)
                .map(value -> value.value().compareTo(value.upperLimit().multiply(new BigDecimal(factor))) <= 0)
                .orElse(null);
    }

    private @Nullable Boolean below(Analyte analyte, String limit) {
        return measured(analyte)
                .map(value -> value.value().compareTo(new BigDecimal(limit)) < 0)
                .orElse(null);
    }

    private @Nullable Boolean woman() {
        Boolean childbearing = attested("INC06.childbearing");
        if (!Boolean.TRUE.equals(childbearing)) {
            return childbearing == null ? null : Boolean.TRUE;
        }
        return and(
                and(not(found(Analyte.PREGNANCY)), not(attested("INC06.breastfeeding"))),
                attested("INC06.contraception"));
    }

    private @Nullable Boolean man() {
        Boolean fertile = attested("INC07.fertile");
        return Boolean.FALSE.equals(fertile) ? Boolean.TRUE : attested("INC07.contraception");
    }

    private @Nullable Boolean lately(String atc, int days, String question) {
        boolean near = taken(atc, day.minusDays(days), day);
        Boolean attested = attested(question);
        return near && !Boolean.TRUE.equals(attested) ? null : attested;
    }

    private @Nullable Boolean pressure() {
        return events(Event.Visit.class)
                .map(Event.Visit::pressure)
                .filter(one -> one != null)
                .findFirst()
                .map(one -> one.systolic() <= 160 && one.diastolic() <= 100
                        ? Boolean.FALSE
                        : taken("C08", day, day) ? Boolean.TRUE : attested("EXC07"))
                .orElse(null);
    }

    private boolean taken(String atc, LocalDate from, LocalDate to) {
        return !drugs(atc, from, to).isEmpty();
    }

    private List<Event.Drug> drugs(String atc, LocalDate from, LocalDate to) {
        return events(Event.MedicalHistory.class)
                .flatMap(known -> known.drugs().stream())
                .filter(drug -> drug.atc().startsWith(atc))
                .filter(drug -> !drug.since().isAfter(to))
                .filter(drug -> drug.until() == null || !drug.until().isBefore(from))
                .toList();
    }

    private @Nullable Boolean attested(String question) {
        return events(Event.CriteriaAttestation.class)
                .map(one -> one.answers().get(question))
                .filter(answer -> answer != null)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Boolean found(Analyte analyte) {
        return last(analyte)
                .filter(result -> result.outcome() instanceof Presence)
                .map(result -> ((Presence) result.outcome()).positive())
                .orElse(null);
    }

    private Optional<MeasuredValue> measured(Analyte analyte) {
        return last(analyte)
                .filter(result -> result.outcome() instanceof MeasuredValue)
                .map(result -> (MeasuredValue) result.outcome());
    }

    /** The last result up to the day, as it was corrected by then. */
    private Optional<Result> last(Analyte analyte) {
        return Stream.concat(
                        events(Event.Sample.class),
                        events(Event.Correction.class).map(Event.Correction::sample))
                .filter(sample -> sample.results().stream().anyMatch(result -> result.analyte() == analyte))
                .reduce((one, other) -> other.at().isBefore(one.at()) ? one : other)
                .flatMap(sample -> sample.results().stream()
                        .filter(result -> result.analyte() == analyte)
                        .findFirst());
    }

    private <T extends Event> Stream<T> events(Class<T> kind) {
        return story.events().stream().filter(kind::isInstance).map(kind::cast);
    }

    private static @Nullable Boolean not(@Nullable Boolean value) {
        return value == null ? null : Boolean.valueOf(!value);
    }

    private static @Nullable Boolean and(@Nullable Boolean one, @Nullable Boolean other) {
        if (Boolean.FALSE.equals(one) || Boolean.FALSE.equals(other)) {
            return false;
        }
        return one == null || other == null ? null : Boolean.TRUE;
    }

    private static @Nullable Boolean or(@Nullable Boolean one, @Nullable Boolean other) {
        return not(and(not(one), not(other)));
    }
}
