package org.platelink.laboratory.lab;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Specimen.SpecimenContainerComponent;
import org.hl7.fhir.r4.model.Specimen.SpecimenStatus;
import org.platelink.laboratory.hl7v2.Amount;
import org.platelink.laboratory.hl7v2.CodedElement;
import org.platelink.laboratory.hl7v2.SampleState;
import org.platelink.platform.canonical.CodeSystems;

/**
 * Translates the condition of a specimen and how it was collected to FHIR. It never keeps a result from being stored.
 */
final class SampleStateTranslation {

    private static final int MOST = 20;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private final CodeTranslation codes;
    private final SiteMaps maps;

    SampleStateTranslation(CodeTranslation codes, SiteMaps maps) {
        this.codes = codes;
        this.maps = maps;
    }

    void set(Specimen specimen, SampleState state) {
        status(state).ifPresent(specimen::setStatus);
        each(
                specimen,
                "reject reasons",
                state.rejectReasons(),
                reason -> specimen.addExtension(ResultSpecimen.REJECT_REASON, reason));
        if (!state.method().isEmpty()) {
            specimen.getCollection().setMethod(codes.plain(state.method()));
        }
        if (!state.site().isEmpty()) {
            specimen.getCollection().setBodySite(codes.plain(state.site()));
        }
        setAmount(specimen, state.amount());
        setContainers(specimen, state);
        each(specimen, "conditions", state.conditions(), specimen::addCondition);
        List<String> descriptions = state.descriptions();
        descriptions.stream().limit(MOST).forEach(text -> specimen.addNote().setText(text));
        if (descriptions.size() > MOST) {
            specimen.addNote().setText(String.join("\n", descriptions.subList(MOST, descriptions.size())));
        }
        Map<String, List<String>> remarks = new LinkedHashMap<>();
        state.remarks().forEach(remark -> remarks.computeIfAbsent(remark.what(), what -> new ArrayList<>())
                .add(remark.said().wordsWithCode()));
        remarks.forEach((what, said) -> specimen.addNote().setText(what + " as sent: " + String.join(", ", said)));
    }

    /**
     * No specimen has so many of anything; a repetition loop in the sender must not create an unreadable resource.
     */
    private void each(Specimen specimen, String what, List<CodedElement> sent, Consumer<CodeableConcept> add) {
        sent.stream().limit(MOST).map(codes::plain).forEach(add);
        if (sent.size() > MOST) {
            specimen.addNote()
                    .setText("Further " + what + " as sent: "
                            + sent.stream()
                                    .skip(MOST)
                                    .map(CodedElement::wordsWithCode)
                                    .collect(Collectors.joining(", ")));
        }
    }

    /**
     * SPM-20. A rejected specimen that is not said to be available cannot be used, which is FHIR's unsatisfactory.
     */
    private static Optional<SpecimenStatus> status(SampleState state) {
        return switch (state.available()) {
            case "Y" -> Optional.of(SpecimenStatus.AVAILABLE);
            case "N" -> Optional.of(SpecimenStatus.UNAVAILABLE);
            default -> state.rejectReasons().isEmpty() ? Optional.empty() : Optional.of(SpecimenStatus.UNSATISFACTORY);
        };
    }

    /** In R4 a container has one additive, so each additive gets a container of its own. */
    private void setContainers(Specimen specimen, SampleState state) {
        each(specimen, "additives", state.additives(), additive -> specimen.addContainer()
                .setAdditive(additive));
        if (!state.container().isEmpty()) {
            SpecimenContainerComponent first =
                    specimen.hasContainer() ? specimen.getContainerFirstRep() : specimen.addContainer();
            first.setType(codes.plain(state.container()));
        }
    }

    private void setAmount(Specimen specimen, Amount amount) {
        if (amount.isEmpty()) {
            return;
        }
        String unit = amount.unit().words();
        if (!NUMBER.matcher(amount.number()).matches()) {
            specimen.addNote().setText(("Amount as sent: " + amount.number() + " " + unit).strip());
            return;
        }
        Quantity quantity = new Quantity().setValue(new BigDecimal(amount.number()));
        if (!unit.isBlank()) {
            quantity.setUnit(unit);
        }
        ucum(amount.unit())
                .ifPresent(code -> quantity.setSystem(CodeSystems.UCUM).setCode(code));
        specimen.getCollection().setQuantity(quantity);
    }

    private Optional<String> ucum(CodedElement unit) {
        if (unit.code().isBlank()) {
            return Optional.empty();
        }
        return unit.system().equals("UCUM") ? Optional.of(unit.code().strip()) : maps.unit(unit.code(), "");
    }
}
