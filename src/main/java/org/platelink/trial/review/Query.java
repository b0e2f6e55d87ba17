package org.platelink.trial.review;

import java.util.Date;
import java.util.Objects;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.ParameterComponent;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/** Reads and writes the Task of a query, by the guide's profile review-query. */
final class Query {

    private static final String PROFILE = CanonicalUrls.STRUCTURE_DEFINITION + "review-query";
    private static final String KINDS = CanonicalUrls.CODE_SYSTEM + "review-task";
    private static final String INPUTS = CanonicalUrls.CODE_SYSTEM + "review-input";
    private static final String CODE = "query";
    private static final int LONGEST = 2000;

    private Query() {}

    /** A text of a thread, as it was sent. */
    static String text(OperationParameters input, String name) {
        String text = input.required(name, StringType.class).getValue().strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw FhirErrors.broken(
                    OperationParameters.place(name),
                    name + " has 1 to " + LONGEST + " characters; it has " + text.length() + ".");
        }
        return text;
    }

    /**
     * A new query.
     *
     * @param subject the reference to the ResearchSubject
     * @param patient the reference to its Patient
     */
    static Task open(DataPoint point, String subject, String patient, String text, Reviewer who, Date now) {
        Task query = new Task();
        query.getMeta().addProfile(PROFILE);
        query.setIntent(TaskIntent.ORDER);
        query.setCode(concept(KINDS, CODE));
        query.setFocus(new Reference(point.reference()));
        query.setFor(new Reference(patient));
        query.addBasedOn(new Reference(subject));
        query.setAuthoredOn(now);
        query.setRequester(who.reference());
        point.path().ifPresent(path -> input(query, "element", new StringType(path)));
        input(query, "version", new IdType(point.version()));
        return step(query, QueryStatus.OPEN, text, who, now);
    }

    /** Adds a note to the thread and sets the status that it leads to. */
    static Task step(Task query, QueryStatus to, String text, Reviewer who, Date now) {
        to.writeTo(query);
        query.setLastModified(now);
        query.addNote(new Annotation().setAuthor(who.reference()).setTime(now).setText(text));
        return query;
    }

    /** Whether a Task is a query. */
    static boolean is(Task task) {
        return task.getCode().hasCoding(KINDS, CODE);
    }

    /** Whether a query asks this about this data point. */
    static boolean asks(Task query, DataPoint point, String text) {
        return is(query)
                && QueryStatus.of(query).isUnsettled()
                && point.reference()
                        .equals(query.getFocus()
                                .getReferenceElement()
                                .toUnqualifiedVersionless()
                                .getValue())
                && Objects.equals(input(query, "element"), point.element())
                && point.version().equals(input(query, "version"))
                && text.equals(query.getNoteFirstRep().getText());
    }

    private static void input(Task query, String name, Type value) {
        query.addInput().setType(concept(INPUTS, name)).setValue(value);
    }

    private static @Nullable String input(Task query, String name) {
        return query.getInput().stream()
                .filter(one -> one.getType().hasCoding(INPUTS, name))
                .findFirst()
                .map(ParameterComponent::getValue)
                .map(Type::primitiveValue)
                .orElse(null);
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept().addCoding(new Coding().setSystem(system).setCode(code));
    }
}
