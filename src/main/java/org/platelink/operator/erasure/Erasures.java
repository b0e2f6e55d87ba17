package org.platelink.operator.erasure;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.platelink.analytics.export.ExportRecall;
import org.platelink.analytics.export.ExportRecall.RecalledExport;
import org.platelink.laboratory.journal.MessageErasure;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.operator.erasure.Erasure.Consent;
import org.platelink.platform.hapi.table.ErasableVersions;
import org.platelink.platform.server.FhirErrors;
import org.platelink.security.access.Caller;
import org.platelink.security.audit.Action;
import org.platelink.security.audit.AuditRecord;
import org.platelink.security.audit.AuditTrail;
import org.platelink.security.audit.Outcome;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Service that erases data under the four-eyes principle: one administrator requests, another one agrees. Each step
 * is one transaction, including its audit event.
 */
class Erasures {

    private static final String CORRECT_FIRST =
            " is the current version, and is not erased: who owns the resource first sends it"
                    + " without what is to be erased, or with the status entered-in-error. Then name this version again.";

    private static final List<String> ELSEWHERE = List.of(
            "Copies that the clients above keep.",
            "Backups and archived write-ahead logs that were made since the text was stored.",
            "Free space of the database's files, until PostgreSQL writes it anew; 'vacuum full "
                    + ErasableVersions.TABLE + "' does so at once.");

    private final ErasureTable table;
    private final ErasableVersions versions;
    private final MessageErasure messages;
    private final ExportRecall exports;
    private final Exposure exposure;
    private final AuditTrail trail;
    private final TransactionOperations transaction;
    private final Clock clock;

    Erasures(
            ErasureTable table,
            ErasableVersions versions,
            MessageErasure messages,
            ExportRecall exports,
            Exposure exposure,
            AuditTrail trail,
            TransactionOperations transaction,
            Clock clock) {
        this.table = table;
        this.versions = versions;
        this.messages = messages;
        this.exports = exports;
        this.exposure = exposure;
        this.trail = trail;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Stores a request for an erasure. Nothing is erased yet.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 404 or 409 if it cannot be erased
     */
    Erasure ask(ErasureRequest wanted, Caller admin) {
        Erasure erasure = new Erasure(
                UUID.randomUUID(),
                Erasure.ASKED,
                wanted.reason().code(),
                wanted.ticket(),
                wanted.versions().stream().map(VersionName::toString).toList(),
                wanted.messages().stream().map(UUID::toString).toList(),
                new Consent(admin.client(), wanted.person(), clock.instant()),
                null,
                null);
        return transaction.execute(status -> {
            found(erasure);
            table.add(erasure);
            record(erasure, admin, Action.CREATE, "was asked for by " + erasure.asked());
            return erasure;
        });
    }

    /**
     * Erases what another administrator has requested.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 403 if it is the same administrator or
     *     person, 404 if there is no such request, 409 if it cannot be erased any more
     */
    Erasure agree(UUID id, String person, Caller admin) {
        return transaction.execute(status -> {
            Erasure erasure = open(id);
            Consent agreed = new Consent(admin.client(), person, clock.instant());
            if (agreed.client().equals(erasure.asked().client())
                    || Person.isSame(agreed.person(), erasure.asked().person())) {
                throw FhirErrors.forbidden(
                        "person",
                        "Who asked for it cannot agree to it: another person does, with the token of another admin's client.");
            }
            List<StoredVersion> found = found(erasure);
            ErasureRecipient had = erase(erasure, found, agreed);
            table.end(id, Erasure.DONE, agreed, had);
            record(
                    erasure,
                    admin,
                    Action.DELETE,
                    "was done: asked for by " + erasure.asked() + ", agreed to by " + agreed);
            return table.find(id).orElseThrow();
        });
    }

    /** Closes a request without erasing anything; the administrator who made it may do so too. */
    Erasure withdraw(UUID id, String person, Caller admin) {
        return transaction.execute(status -> {
            Erasure erasure = open(id);
            Consent ended = new Consent(admin.client(), person, clock.instant());
            table.end(id, Erasure.WITHDRAWN, ended, null);
            record(erasure, admin, Action.UPDATE, "was withdrawn by " + ended);
            return table.find(id).orElseThrow();
        });
    }

    private Erasure open(UUID id) {
        Erasure erasure = table.lock(id).orElseThrow(() -> FhirErrors.notFound("id", "There is no such erasure."));
        if (!erasure.state().equals(Erasure.ASKED)) {
            throw FhirErrors.conflict("id", "This erasure is " + erasure.state() + "; ask for another one.");
        }
        return erasure;
    }

    /** Reads and locks what is to be erased, or throws the reason why it cannot be. */
    private List<StoredVersion> found(Erasure erasure) {
        List<StoredVersion> found = new ArrayList<>();
        for (int i = 0; i < erasure.versions().size(); i++) {
            String place = "versions[" + i + "]";
            VersionName name = VersionName.of(erasure.versions().get(i)).orElseThrow();
            StoredVersion version = versions.lock(name.type(), name.id(), name.version())
                    .map(row -> StoredVersion.of(name, row))
                    .orElseThrow(() -> FhirErrors.notFound(place, "There is no such version."));
            if (version.isCurrent()) {
                throw FhirErrors.conflict(place, version.name() + CORRECT_FIRST);
            }
            found.add(version);
        }
        for (int i = 0; i < erasure.messages().size(); i++) {
            String place = "messages[" + i + "]";
            List<MessageErasure.Copy> copies =
                    messages.copies(UUID.fromString(erasure.messages().get(i)));
            if (copies.isEmpty()) {
                throw FhirErrors.notFound(place, "There is no such message.");
            }
            if (copies.stream().anyMatch(copy -> copy.status() == MessageStatus.RECEIVED)) {
                throw FhirErrors.conflict(
                        place, "The message, or a copy of it, waits for its turn; ask again when that was.");
            }
        }
        return found;
    }

    private ErasureRecipient erase(Erasure erasure, List<StoredVersion> found, Consent agreed) {
        String sentence =
                "What stood here was erased on " + LocalDate.ofInstant(agreed.at(), ZoneOffset.UTC) + " for the reason "
                        + erasure.reason() + ": erasure " + erasure.id() + ", asked for by the client "
                        + erasure.asked().client()
                        + ", agreed to by the client " + agreed.client() + ".";
        List<ErasureRecipient.Disclosure> disclosures = new ArrayList<>();
        List<ErasureRecipient.Export> takenBack = new ArrayList<>();
        for (StoredVersion version : found) {
            disclosures.addAll(exposure.of(version));
            List<RecalledExport> recalled = exports.of(version.from(), version.until());
            exports.recall(recalled, "Its files were taken back. " + sentence + " Ask for the export anew.");
            recalled.forEach(export -> takenBack.add(new ErasureRecipient.Export(
                    export.id(), export.client(), export.kind(), export.url(), export.snapshot())));
            versions.overwrite(version.pid(), Tombstone.of(version.name().type(), version.text(), sentence));
        }
        copies(erasure)
                .forEach(copy -> disclosures.add(new ErasureRecipient.Disclosure(
                        copy.client(), "sent", "message " + copy.id(), 1, copy.received(), copy.received())));
        erasure.messages().forEach(message -> messages.erase(UUID.fromString(message), sentence));
        return new ErasureRecipient(disclosures, takenBack, ELSEWHERE);
    }

    /** The messages to be erased, with all that brought the same text; each once. */
    private Collection<MessageErasure.Copy> copies(Erasure erasure) {
        Map<UUID, MessageErasure.Copy> copies = new LinkedHashMap<>();
        erasure.messages().forEach(message -> messages.copies(UUID.fromString(message))
                .forEach(copy -> copies.put(copy.id(), copy)));
        return copies.values();
    }

    /** Recorded in the same transaction, so that an erasure that cannot be audited does not happen. */
    private void record(Erasure erasure, Caller admin, Action action, String what) {
        List<String> about = new ArrayList<>(erasure.versions());
        copies(erasure).forEach(copy -> about.add("message " + copy.id()));
        trail.record(new AuditRecord(
                AuditRecord.Kind.ERASURE,
                action,
                Outcome.SUCCESS,
                admin,
                null,
                "Erasure " + erasure.id() + ", for the reason " + erasure.reason() + ", " + what + ".",
                about));
    }
}
