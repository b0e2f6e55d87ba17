package org.platelink.trial.review;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.hibernate.Session;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.ListResource.ListMode;
import org.hl7.fhir.r4.model.ListResource.ListStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.hapi.table.CutVersions;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.security.access.SearchRestrictions;

/** Service that makes data cuts and finds them by their names. A cut is never changed. */
public class DataCuts {

    private static final String PROFILE = CanonicalUrls.STRUCTURE_DEFINITION + "data-cut";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final CutTable table;
    private final IFhirResourceDao<ListResource> lists;
    private final IFhirResourceDao<ResearchStudy> studies;
    private final SearchRestrictions types;
    private final IHapiTransactionService transactions;
    private final EntityManager entityManager;
    private final Clock clock;

    DataCuts(
            CutTable table,
            IFhirResourceDao<ListResource> lists,
            IFhirResourceDao<ResearchStudy> studies,
            SearchRestrictions types,
            IHapiTransactionService transactions,
            EntityManager entityManager,
            Clock clock) {
        this.table = table;
        this.lists = lists;
        this.studies = studies;
        this.types = types;
        this.transactions = transactions;
        this.entityManager = entityManager;
        this.clock = clock;
    }

    /**
     * Makes a data cut of what is committed now.
     *
     * @param note what it is for; null if nothing was said
     */
    ListResource make(IdType study, String name, @Nullable String note, Reviewer who) {
        if (!NAME.matcher(name).matches()) {
            throw FhirErrors.broken(
                    OperationParameters.place("name"),
                    "name has 1 to 64 letters, digits, dots, hyphens and underscores, and begins with a letter or a digit.");
        }
        String id = study.getIdPart();
        studies.read(new IdType("ResearchStudy", id), new SystemRequestDetails());
        return transactions.withRequest(who.request()).execute(() -> {
            unused(id, name);
            Instant moment = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            ListResource made = (ListResource) lists.create(list(id, name, note, who, moment), who.request())
                    .getResource();
            String cut = made.getIdElement().getIdPart();
            table.add(new DataCut(cut, id, name, moment), who.caller().client());
            entityManager.unwrap(Session.class).doWork(connection -> new CutVersions(connection)
                    .freeze(cut, id, types.typesOfPatients(), types.patientPaths()));
            return made;
        });
    }

    private void unused(String study, String name) {
        table.named(name).stream()
                .filter(cut -> cut.study().equals(study))
                .findFirst()
                .ifPresent(cut -> {
                    throw FhirErrors.conflict(
                            OperationParameters.place("name"),
                            "The study has a data cut " + name + " of " + cut.moment() + ", List/" + cut.id()
                                    + ", which nothing changes; choose another name.");
                });
    }

    private static ListResource list(String study, String name, @Nullable String note, Reviewer who, Instant moment) {
        ListResource list = new ListResource();
        list.getMeta().addProfile(PROFILE);
        list.setStatus(ListStatus.CURRENT);
        list.setMode(ListMode.SNAPSHOT);
        list.setTitle(name);
        list.setCode(new CodeableConcept()
                .addCoding(new Coding()
                        .setSystem(CanonicalUrls.CODE_SYSTEM + "list-purpose")
                        .setCode("data-cut")));
        list.setDate(Date.from(moment));
        list.setSource(who.reference());
        list.addEntry().setItem(new Reference("ResearchStudy/" + study));
        if (note != null) {
            list.addNote(new Annotation()
                    .setAuthor(who.reference())
                    .setTime(Date.from(moment))
                    .setText(note));
        }
        return list;
    }

    /**
     * The data cut with a name.
     *
     * @param name {@code NAME}, or {@code STUDY/NAME} where several studies have one of this name
     * @param parameter the parameter that names it, for an outcome
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if there is none, or several
     */
    public DataCut named(String name, String parameter) {
        int slash = name.indexOf('/');
        String study = slash < 0 ? null : name.substring(0, slash);
        List<DataCut> found = table.named(name.substring(slash + 1)).stream()
                .filter(cut -> study == null || study.equals(cut.study()))
                .toList();
        if (found.isEmpty()) {
            throw FhirErrors.unknown(
                    parameter,
                    "There is no data cut of this name; GET [base]/List?code=data-cut lists those that there are.");
        }
        if (found.size() > 1) {
            throw FhirErrors.invalid(
                    parameter,
                    "Several studies have a data cut of this name; name it with its study, "
                            + String.join(
                                    " or ",
                                    found.stream().map(DataCut::fullName).toList()) + ".");
        }
        return found.get(0);
    }
}
