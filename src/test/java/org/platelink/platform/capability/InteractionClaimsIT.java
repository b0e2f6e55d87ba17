package org.platelink.platform.capability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalReadStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Each interaction that {@code /fhir/metadata} claims, as a client of a role that may: all that is not so, by name. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class InteractionClaimsIT {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final int port;
    private final List<String> lies = new ArrayList<>();
    private Claimed claimed;

    InteractionClaimsIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    void claimed() {
        claimed = Claimed.by(port);
    }

    @AfterAll
    static void samplesAreOutOfDate() {
        Claimed.forget();
    }

    @Test
    void eachTypeIsReadAndWrittenAsItSays() {
        for (CapabilityStatementRestResourceComponent type : claimed.types()) {
            conditionalReads(type);
            type.getInteraction().forEach(interaction -> run(type.getType(), interaction.getCode()));
            writes(type);
        }

        assertThat(lies).isEmpty();
    }

    @Test
    void theServerAsAWholeTakesWhatItSays() {
        for (var interaction : claimed.rest().getInteraction()) {
            SystemRestfulInteraction code = interaction.getCode();
            String kind = code == SystemRestfulInteraction.BATCH ? "batch" : "transaction";
            assertThat(code).isIn(SystemRestfulInteraction.BATCH, SystemRestfulInteraction.TRANSACTION);
            must(
                    kind,
                    client -> client.post(
                            "",
                            "{\"resourceType\":\"Bundle\",\"type\":\"" + kind
                                    + "\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\"ResearchStudy\"}}]}"),
                    Clients::isGood);
        }

        assertThat(lies).isEmpty();
    }

    private void run(String type, TypeRestfulInteraction interaction) {
        String one = claimed.samples()
                .one(type)
                .map(sample -> "/" + type + "/" + sample.getIdPart())
                .orElse("/" + type + "/x-none");
        boolean there = !one.endsWith("/x-none");
        Predicate<Answer> right = answer -> there ? Clients.isGood(answer) : answer.status() == 404;
        String version = claimed.samples()
                .one(type)
                .map(sample -> sample.getMeta().getVersionId())
                .orElse("1");
        switch (interaction) {
            case READ -> must(type + " read", client -> client.get(one), right);
            case VREAD -> must(type + " vread", client -> client.get(one + "/_history/" + version), right);
            case HISTORYINSTANCE -> must(type + " history", client -> client.get(one + "/_history"), right);
            case HISTORYTYPE ->
                must(type + " history", client -> client.get("/" + type + "/_history"), Clients::isGood);
            case SEARCHTYPE -> {
                must(type + " search", client -> client.get("/" + type), Clients::isGood);
                must(
                        type + " search by POST",
                        client -> client.send(
                                "POST", "/" + type + "/_search", "application/x-www-form-urlencoded", "_count=1"),
                        Clients::isGood);
            }
            case UPDATE -> sample(type, "update", sample -> client -> client.put(one, text(sample)));
            case PATCH ->
                sample(
                        type,
                        "patch",
                        sample -> client -> client.send(
                                "PATCH",
                                one,
                                "application/json-patch+json",
                                "[{\"op\":\"test\",\"path\":\"/resourceType\",\"value\":\"" + type + "\"}]"));
            case CREATE -> {
                WriteTrial trial = new WriteTrial(claimed, type);
                sample(type, "create", sample -> trial::createdAndUndone, WriteTrial::wasUndoneAtTheEnd);
            }
            default -> lies.add(type + " claims " + interaction.toCode() + ", which this test does not know");
        }
    }

    private void conditionalReads(CapabilityStatementRestResourceComponent type) {
        if (type.getConditionalRead() == ConditionalReadStatus.FULLSUPPORT
                && Claimed.does(type, TypeRestfulInteraction.READ)) {
            claimed.samples().one(type.getType()).ifPresent(sample -> {
                String path = "/" + type.getType() + "/" + sample.getIdPart();
                String tag = "W/\"" + sample.getMeta().getVersionId() + "\"";
                must(
                        path + " If-None-Match",
                        client -> client.get(path, "If-None-Match", tag),
                        InteractionClaimsIT::same);
                must(
                        path + " If-Modified-Since",
                        client -> client.get(path, "If-Modified-Since", HTTP_DATE.format(Instant.now())),
                        InteractionClaimsIT::same);
            });
        }
    }

    private static boolean same(Answer answer) {
        return answer.status() == 304;
    }

    private void writes(CapabilityStatementRestResourceComponent type) {
        String name = type.getType();
        boolean creates = Claimed.does(type, TypeRestfulInteraction.CREATE);
        boolean updates = Claimed.does(type, TypeRestfulInteraction.UPDATE);
        if (claimed.samples().one(name).isEmpty()) {
            return; // Said of its interactions already.
        }
        WriteTrial trial = new WriteTrial(claimed, name);
        if (creates) {
            only(type.getConditionalCreate(), name + " conditional create", trial::conditionallyCreatedAndUndone);
        }
        if (updates) {
            only(type.getConditionalUpdate(), name + " conditional update", trial::conditionallyUpdatedAndUndone);
            only(type.getUpdateCreate(), name + " update as create", trial::putAndUndone);
        }
        if (type.getVersioning() == ResourceVersionPolicy.VERSIONEDUPDATE) {
            sample(
                    name,
                    "If-Match",
                    sample -> client ->
                            client.put("/" + name + "/" + sample.getIdPart(), text(sample), "If-Match", "W/\"999\""),
                    answer -> answer.status() == 409 || answer.status() == 412);
        }
    }

    private void only(boolean said, String claim, Function<FhirClient, Answer> request) {
        if (said) {
            must(claim, request, WriteTrial::wasUndoneAtTheEnd);
        } else {
            claimed.clients()
                    .doer(claim, request, WriteTrial::wasUndoneAtTheEnd)
                    .ifPresent(lies::add);
        }
    }

    private void sample(String type, String what, Function<Resource, Function<FhirClient, Answer>> request) {
        sample(type, what, request, Clients::isGood);
    }

    private void sample(
            String type,
            String what,
            Function<Resource, Function<FhirClient, Answer>> request,
            Predicate<Answer> right) {
        claimed.samples()
                .one(type)
                .ifPresentOrElse(
                        sample -> must(type + " " + what, request.apply(sample), right),
                        () -> lies.add(type + " " + what + ": nothing is there to try it on"));
    }

    private String text(Resource sample) {
        return claimed.samples().text(sample);
    }

    private void must(String claim, Function<FhirClient, Answer> request, Predicate<Answer> right) {
        claimed.clients().lie(claim, request, right).ifPresent(lies::add);
    }
}
