package org.platelink.operator.demo.story;

import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.platelink.operator.demo.story.Result.AbsentValue;
import org.platelink.operator.demo.story.Result.MeasuredValue;
import org.platelink.operator.demo.story.Result.Presence;

/** A story in lines that a clinician can read. */
final class StoryText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private StoryText() {}

    static String of(SubjectStory story) {
        Person person = story.person();
        return "subject " + story.number() + " of seed " + story.cohort().seed() + ", synthetic: "
                + (person.female() ? "female" : "male") + ", " + person.age() + " years, "
                + (person.isMinor() ? "consent by the " + person.guardian() + " on " : "consented on ")
                + TIME.format(story.consent()) + "\n"
                + story.events().stream().map(StoryText::line).collect(Collectors.joining());
    }

    private static String line(Event event) {
        if (event instanceof Event.Move move) {
            return move.day() + "        " + move.to().code() + (move.reason() == null ? "" : ": " + move.reason())
                    + "\n";
        } else if (event instanceof Event.StepTakenBack mistake) {
            return mistake.day() + "        " + mistake.mistaken().code() + " taken back, "
                    + mistake.to().code() + " again: " + mistake.reason() + "\n";
        } else if (event instanceof Event.Rescreening again) {
            return TIME.format(again.consent()) + "  consented again: " + again.reason() + "\n";
        } else if (event instanceof Event.Query query) {
            return query.day() + "        query on the count of "
                    + query.sample().action() + ": " + query.text() + "\n";
        } else if (event instanceof Event.QueryReply reply) {
            return reply.day() + "        query " + (reply.answers() ? "answered" : "taken back") + ": " + reply.text()
                    + "\n";
        } else if (event instanceof Event.Death death) {
            return TIME.format(death.at()) + "  died: " + death.cause() + "\n";
        } else if (event instanceof Event.Visit visit) {
            return TIME.format(visit.start()) + "  " + visit.action()
                    + (visit.timing() == Timing.EARLY || visit.timing() == Timing.LATE
                            ? ", " + visit.timing().name().toLowerCase(java.util.Locale.ROOT)
                            : "")
                    + (visit.reason() == null ? "" : " (" + visit.reason() + ")")
                    + (visit.weight() == null ? "" : ", " + visit.weight() + " kg")
                    + (visit.pressure() == null
                            ? ""
                            : ", " + visit.pressure().systolic() + "/"
                                    + visit.pressure().diastolic() + " mm[Hg]")
                    + (visit.bleeding() == null ? "" : ", bleeding grade " + visit.bleeding())
                    + (visit.fever() == null ? "" : ", then fever grade " + visit.fever())
                    + "\n";
        } else if (event instanceof Event.MedicalHistory known) {
            return known.day() + "        ill: "
                    + known.illnesses().stream()
                            .map(illness -> illness.icd10() + " since " + illness.since())
                            .collect(Collectors.joining(", "))
                    + known.drugs().stream()
                            .map(drug -> "; " + drug.atc() + " " + drug.since() + " to "
                                    + (drug.until() == null ? "now" : drug.until()))
                            .collect(Collectors.joining())
                    + "\n";
        } else if (event instanceof Event.CriteriaAttestation attested) {
            return TIME.format(attested.at()) + "  attested: "
                    + attested.answers().entrySet().stream()
                            .map(one -> one.getKey() + (one.getValue() ? " yes" : " no"))
                            .collect(Collectors.joining(", "))
                    + "\n";
        } else if (event instanceof Event.MissedVisit missed) {
            return missed.day() + "        " + missed.action() + " missed\n";
        } else if (event instanceof Event.Infusion infusion) {
            return TIME.format(infusion.at()) + "    infusion of " + infusion.dose() + " 10*6.{cells}, lot "
                    + infusion.lot() + "\n";
        } else if (event instanceof Event.Sample sample) {
            return TIME.format(sample.at()) + "    " + results(sample)
                    + (sample.namesVisit() ? "" : " (" + sample.action() + " not named)") + "\n";
        }
        Event.Correction correction = (Event.Correction) event;
        return correction.day() + "          corrected, sample of "
                + TIME.format(correction.sample().at()) + ": " + results(correction.sample()) + "\n";
    }

    private static String results(Event.Sample sample) {
        return sample.results().stream().map(StoryText::result).collect(Collectors.joining(", "));
    }

    private static String result(Result result) {
        String name = result.analyte().name().toLowerCase(java.util.Locale.ROOT);
        if (result.outcome() instanceof MeasuredValue measured) {
            return name + " " + measured.value() + " " + result.analyte().unit()
                    + (measured.upperLimit() == null ? "" : " (to " + measured.upperLimit() + ")");
        }
        return name + " "
                + (result.outcome() instanceof Presence presence
                        ? presence.positive() ? "positive" : "negative"
                        : "none: " + ((AbsentValue) result.outcome()).why());
    }
}
