package org.platelink.study.ctgov;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchStudy.ResearchStudyStatus;
import org.jspecify.annotations.Nullable;
import org.platelink.study.trds.StudyExtensions;

/** Converts the progress of a study: its status, its start and completion, and its registration dates. */
record ImportedProgress(Source module, ResearchStudy study, @Nullable ResearchStudyStatus chosen) {

    void read() {
        String status = module.text("overallStatus");
        ImportedStatus.set(study, status, chosen);
        String why = module.text("whyStopped");
        if (why != null) {
            study.getReasonStopped().setText(why);
        }
        Period period = new Period();
        date("startDateStruct", period.getStartElement());
        date("completionDateStruct", period.getEndElement());
        if (!period.isEmpty()) {
            study.setPeriod(period);
        }
        registration("registration-submission", module.text("studyFirstSubmitDate"));
        registration("registration-submission-qc", module.text("studyFirstSubmitQcDate"));
        posting("registration-posting", "studyFirstPostDateStruct");
        registration("record-verification", module.text("statusVerifiedDate"));
        registration("update-submission", module.text("lastUpdateSubmitDate"));
        posting("update-posting", "lastUpdatePostDateStruct");
        registration("results-submission", module.text("resultsFirstSubmitDate"));
        registration("results-submission-qc", module.text("resultsFirstSubmitQcDate"));
        posting("results-posting", "resultsFirstPostDateStruct");
    }

    private void date(String name, DateTimeType time) {
        String date = module.text(name + ".date");
        String certainty = module.text(name + ".type");
        if (date != null) {
            time.setValueAsString(date);
            if (certainty != null) {
                time.addExtension(new Extension(StudyExtensions.DATE_CERTAINTY, new CodeType(Terms.code(certainty))));
            }
        }
    }

    private void posting(String activity, String struct) {
        String type = module.text(struct + ".type");
        registration(
                activity, module.text(struct + ".date"), type == null ? null : new BooleanType("ACTUAL".equals(type)));
    }

    private void registration(String activity, @Nullable String date) {
        registration(activity, date, null);
    }

    private void registration(String activity, @Nullable String date, @Nullable BooleanType actual) {
        if (date != null) {
            Period period = new Period();
            period.getStartElement().setValueAsString(date);
            Parts.of(study, StudyExtensions.REGISTRATION)
                    .with(
                            "activity",
                            Parts.concept("http://hl7.org/fhir/research-study-registration-activity", activity))
                    .with("actual", actual)
                    .with("period", period);
        }
    }
}
